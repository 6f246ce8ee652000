"""The form of a proposal: with whom, what, on what terms. Every change is kept at once; Esc loses nothing."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import ClassVar

from msgspec.structs import replace
from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen

from seawar.adjudicate.deals import MOST_CLAUSES, MOST_WORD, bill, price
from seawar.core.deals import AnyClause, Proposal, TransferClause, WordClause
from seawar.core.rules import Rules
from seawar.core.view import View
from seawar.net.wire import MOST_LINE, MOST_TITLE
from seawar.replay.deal_words import clause_kind, clause_words
from seawar.tui import offer_choices
from seawar.tui.dialogs import Ask, Choose, Confirm
from seawar.tui.frame import Bar, KeyBar
from seawar.tui.lines import Row, Span, row
from seawar.tui.rows import RowList
from seawar.tui.screen import SMALL
from seawar.tui.several import several
from seawar.tui.words import names

LABEL = 12
"""Columns of a label."""
OPEN_DEAL = "public: everybody is told once it is carried out"
HIDDEN_DEAL = "secret: told to its parties alone, and it can leak"


class OfferForm(ModalScreen[None]):
    """One proposal being written."""

    DEFAULT_CSS = """
    OfferForm { align: right top; background: $sw-ground 40%; }
    OfferForm > Vertical { width: 78; max-width: 100%; height: 100%; background: $sw-raised; padding: 0 1; }
    OfferForm.small > Vertical { width: 100%; }
    OfferForm #fields { height: 1fr; margin-top: 1; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "back", "Back, kept as written", id="offer.back"),
        Binding("ctrl+d", "discard", "Discard", id="offer.discard"),
        Binding("a", "add", "Add a clause", id="offer.add"),
        Binding("x", "take_off", "Take the clause off", id="offer.drop"),
        Binding("s", "send", "Put it on the table", id="offer.send"),
        Binding("tab", "step(1)", "Next field", show=False, priority=True, id="offer.next"),
        Binding("shift+tab", "step(-1)", "Field before", show=False, priority=True, id="offer.previous"),
    ]

    def __init__(
        self,
        rules: Rules,
        view: View,
        offer: Proposal,
        changed: Callable[[Proposal | None], None],
        send: Callable[[Proposal], Awaitable[str]],
    ) -> None:
        super().__init__()
        self.rules = rules
        self.view = view
        """As whoever proposes knows the table."""
        self.offer = offer
        self.changed = changed
        """Called with the proposal as it is now; with None when it is discarded or sent."""
        self.put = send
        """Why it was refused; empty when it is on the table."""
        self.said = ""

    def compose(self) -> ComposeResult:
        with Vertical():
            yield Bar(id="title")
            yield RowList(id="fields")
            yield Bar(id="said")
            yield KeyBar(id="keys")

    def on_resize(self) -> None:
        self.set_class(self.app.size.width < SMALL[0], "small")

    def on_mount(self) -> None:
        what = "Another offer" if self.offer.counters else "Proposal"
        self.query_one("#title", Bar).say((what, "bold"), right=[("kept as you write", "quiet")])
        self.query_one("#fields", RowList).focus()
        self.query_one("#keys", KeyBar).keys([
            ("Enter", "Change"), ("A", "Add a clause"), ("X", "Take off"), ("S", "Propose"), ("Esc", "Back, kept"),
            ("Ctrl+D", "Discard"),
        ])  # fmt: skip
        self._redraw()

    # What is shown.

    @property
    def others(self) -> list[str]:
        return [party for party in self.offer.parties if party != self.offer.by]

    def _redraw(self) -> None:
        offer, rules = self.offer, self.rules
        rows = [
            _field("parties", "With", names(rules, self.others) or "choose whom", bool(self.others)),
            _field("title", "Title", offer.title or "what it is about, in a few words", bool(offer.title)),
        ]
        for at, clause in enumerate(offer.clauses):
            label = "Clauses" if not at else ""
            spans = ((f"{label:<{LABEL}}", "quiet"), clause_words(rules, clause))
            rows.append(row(*spans, right=clause_kind(clause), key=f"clause/{at}", hang=LABEL + 2))
        more = "A  add a clause" if self.others else "choose with whom, then add clauses"
        rows.append(row((f"{'' if offer.clauses else 'Clauses':<{LABEL}}", "quiet"), (more, "you"), key="add"))
        rows += [
            _field("condition", "Condition", offer.condition or "none", bool(offer.condition)),
            _field("secret", "Openness", HIDDEN_DEAL if offer.secret else OPEN_DEAL, True),
            _field("expires", "Open until", rules.name(offer.expires) if offer.expires else "it is answered", True),
            Row(), *self._cost(), Row(),
        ]  # fmt: skip
        to = f" to {names(rules, self.others)}" if self.others else ""
        rows.append(row(f"  S  Propose it{to}", key="send", bright=True))
        self.query_one("#fields", RowList).show(rows)
        self.query_one("#said", Bar).say((self.said, "late"))

    def _cost(self) -> list[Row]:
        """What the deal will take from whoever proposes it, once all have agreed."""
        offer = self.offer
        if offer.by not in self.rules.seats:
            return []
        owed = bill(self.rules, self.view, offer, offer.by)
        words = ", ".join(f"{amount} {self.rules.resources[id_].title.lower()}" for id_, amount in owed.items())
        cost, reasons = price(self.rules, self.view, offer.by)
        label: Span = (f"{'Costs you':<{LABEL}}", "quiet")
        rows = [row(label, words or "nothing", right="when it is carried out" if words else "", hang=LABEL)]
        if offer.binding and reasons:
            because = f"{cost} for concluding it: {'; '.join(reasons)}"
            rows.append(row((" " * LABEL, "quiet"), (because, "quiet"), hang=LABEL))
        return rows

    def _change(self, offer: Proposal) -> None:
        self.offer, self.said = offer, ""
        self.changed(offer)
        self._redraw()

    def _say(self, text: str) -> None:
        self.said = text
        self._redraw()

    # What is done.

    def action_back(self) -> None:
        self.dismiss(None)

    def action_step(self, by: int) -> None:
        self.query_one("#fields", RowList).action_step(by)

    @work(exclusive=True)
    async def action_discard(self) -> None:
        question = Confirm("Discard this proposal?", "Nothing of it was sent.", "Discard it")
        if await self.app.push_screen_wait(question):
            self.changed(None)
            self.dismiss(None)

    @work(exclusive=True)
    async def action_add(self) -> None:
        await self._add()

    def action_take_off(self) -> None:
        name, _, at = self.query_one("#fields", RowList).cursor.partition("/")
        if name != "clause":
            self._say("Put the cursor on a clause first.")
            return
        kept = tuple(clause for n, clause in enumerate(self.offer.clauses) if n != int(at))
        self._change(replace(self.offer, clauses=kept))

    @work(exclusive=True)
    async def action_send(self) -> None:
        await self._send()

    def on_row_list_opened(self, event: RowList.Opened) -> None:
        event.stop()
        self._open(event.key)

    @work(exclusive=True)
    async def _open(self, key: str) -> None:
        match key.partition("/")[0]:
            case "parties":
                await self._parties()
            case "add":
                await self._add()
            case "secret":
                self._change(replace(self.offer, secret=not self.offer.secret))
            case "expires":
                rows = offer_choices.turns(self.rules, self.view.turn, "It is answered")
                if (until := await self.app.push_screen_wait(Choose("Open until", rows))) is not None:
                    self._change(replace(self.offer, expires=int(until)))
            case "title" | "condition":
                await self._text(key)
            case "clause":
                self._say("X takes this clause off.")
            case "send":
                await self._send()

    async def _parties(self) -> None:
        """Those that clauses of others name drop out with their clauses."""
        if self.offer.counters:
            self._say("Another offer goes to the same parties.")
            return
        offered = [one for one in (*self.rules.seats, *self.rules.voices) if one != self.offer.by]
        chosen = await several(self.app, "With whom", self.rules, offered, self.others)
        if chosen is not None:
            self._change(replace(self.offer, parties=tuple(sorted({self.offer.by, *chosen}))))

    async def _text(self, field: str) -> None:
        def typed(text: str) -> None:
            self.offer = replace(self.offer, **{field: text})
            self.changed(self.offer)

        most = MOST_TITLE if field == "title" else MOST_LINE
        await self.app.push_screen_wait(Ask(field.capitalize(), getattr(self.offer, field), most=most, typed=typed))
        self._change(replace(self.offer, **{field: getattr(self.offer, field).strip()}))

    async def _add(self) -> None:
        if not self.others:
            self._say("Choose first with whom.")
            return
        if len(self.offer.clauses) >= MOST_CLAUSES:
            self._say(f"{MOST_CLAUSES} clauses are the most; X takes one off.")
            return
        parties = self.offer.parties
        kind = await self.app.push_screen_wait(Choose("Add", offer_choices.kinds(self.rules, self.view, parties)))
        clause = None
        if kind:
            clause = await (self._promise() if kind == "word" else self._listed(kind))
        if clause is not None:
            self._change(replace(self.offer, clauses=(*self.offer.clauses, clause)))
            self.query_one("#fields", RowList).select("add")

    async def _listed(self, kind: str) -> AnyClause | None:
        rows, found = offer_choices.clause_rows(self.rules, self.view, self.offer.parties, kind)
        at = await self.app.push_screen_wait(Choose("Add", rows))
        if at is None:
            return None
        clause = found[int(at)]
        if isinstance(clause, TransferClause):
            amount = await self.app.push_screen_wait(Choose("How much", offer_choices.amounts(self.rules, clause)))
            return replace(clause, amount=int(amount)) if amount else None
        return clause

    async def _promise(self) -> WordClause | None:
        rows = [row(names(self.rules, [party]), key=party) for party in self.offer.parties]
        who = await self.app.push_screen_wait(Choose("Who promises", rows))
        if who is None:
            return None
        text = await self.app.push_screen_wait(Ask(f"{names(self.rules, [who])} promises", most=MOST_WORD, needed=True))
        if not text:
            return None
        turns = offer_choices.turns(self.rules, self.view.turn, "No day is named")
        by = await self.app.push_screen_wait(Choose("To be kept by the end of", turns))
        return WordClause(who, text.strip(), int(by or 0))

    async def _send(self) -> None:
        if refused := await self.put(self.offer):
            self._say(refused[:1].upper() + refused[1:] + ("" if refused.endswith(".") else "."))
            return
        self.changed(None)
        self.dismiss(None)


def _field(key: str, label: str, value: str, filled: bool) -> Row:
    return row((f"{label:<{LABEL}}", "quiet"), (value, "text" if filled else "you"), key=key, hang=LABEL)
