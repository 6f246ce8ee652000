"""What a screen does about deals: propose, answer, show to others; and for the umpire voices, marks, corridor talks."""

from __future__ import annotations

from msgspec.structs import replace
from textual import work

from seawar.adjudicate.deals import MOST_CLAUSES, MOST_WORD, bill
from seawar.core.deals import Proposal, WordClause
from seawar.core.state import PUBLIC, UMPIRE
from seawar.core.view import View
from seawar.errors import SeawarError
from seawar.net.wire import MOST_GIST, MOST_LINE, Answer, Disclose, LogTalk, MarkWord, Propose
from seawar.replay.deal_words import REPLIES, clause_words, deal_title, proposal_lines, why_void
from seawar.replay.dealings import CONCLUDED, OPEN, STATUS, Deal
from seawar.tui import talk_rows
from seawar.tui.dialogs import Ask, Choose
from seawar.tui.lines import Row, row
from seawar.tui.offer_form import OfferForm
from seawar.tui.several import several
from seawar.tui.words import names
from seawar.tui.writing import WritingScreen


class DealingScreen(WritingScreen):
    """A screen whose seat can negotiate."""

    def deal_view(self) -> View:
        """As whoever proposes knows the table."""
        return self.seat.known.view

    def deal_turn(self) -> int:
        return self.seat.client.status().turn

    def open_talk(self, key: str) -> bool:
        """Do what a row of the page of talks stands for; False when it is no such row."""
        name, _, rest = key.partition("/")
        if key == talk_rows.WRITE:
            self.action_write()
        elif key == talk_rows.PROPOSE:
            self.action_propose()
        elif key == talk_rows.VOICE:
            self.action_voice()
        elif key == talk_rows.CORRIDOR:
            self.action_corridor()
        elif name == "deal":
            self._deal(rest)
        elif name == "word":
            self._mark(*rest.split("/"))
        else:
            return False
        return True

    def _may_deal(self) -> bool:
        """Whether deals can be made now; if not, why is told."""
        phase = self.seat.client.status().phase
        if phase in ("plan", "review"):
            return True
        self.tell(f"Deals are made in the plan and review phases; this is the {phase} phase.", "quiet")
        return False

    @work(exclusive=True)
    async def action_propose(self) -> None:
        """The form, with what was being written in it."""
        if self._may_deal():
            await self._write_offer(self._blank(self.seat.seat))

    def _blank(self, by: str) -> Proposal:
        return Proposal("", by, (by,), "", (), secret=True)

    async def _write_offer(self, blank: Proposal) -> None:
        """The form of an offer, with what was being written in it; kept at every change, sent once."""
        key = f"{blank.by}/{blank.counters}"

        def changed(now: Proposal | None) -> None:
            draft = self.seat.draft()
            others = {name: offer for name, offer in draft.offers.items() if name != key}
            draft.offers = others if now is None else {**others, key: now}
            self.save(draft)

        offer = self.seat.draft().offers.get(key, blank)
        changed(offer)
        await self.app.push_screen_wait(OfferForm(self.seat.rules, self.deal_view(), offer, changed, self._put))
        if key not in self.seat.draft().offers:
            self.shown = "talks"
        self.redraw()

    async def _put(self, offer: Proposal) -> str:
        try:
            await self.seat.send(Propose(self.seat.command_id(), offer))
        except SeawarError as error:
            return str(error)
        return ""

    # One deal.

    @work(exclusive=True)
    async def _deal(self, id_: str) -> None:
        """All of a deal, and what can be done about it."""
        deal = self.seat.known.dealings.deals.get(id_)
        if deal is None:
            return
        rules = self.seat.rules
        rows = [row(line, hang=3) for line in proposal_lines(rules, deal.proposal)]
        rows += self._answers(deal)
        status = STATUS[deal.standing(self.deal_turn())]
        rows.append(row((f"Between {names(rules, deal.proposal.parties)}. It is {status}.", "quiet")))
        if owed := self._owed(deal):
            rows.append(row((f"It takes {owed} from you when it is carried out.", "quiet")))
        if deal.void:
            rows.append(row((why_void(rules, deal.void), "quiet")))
        todo = self._todo(deal) if self.seat.client.status().phase in ("plan", "review") else []
        rows += [Row(), *todo] if todo else []
        did = await self.app.push_screen_wait(Choose(deal_title(deal.proposal), rows))
        if did:
            await self._do(deal, *did.split("/"))

    def _owed(self, deal: Deal) -> str:
        """`2 influence`: what an open or agreed deal takes from this seat; empty for nothing."""
        rules, seat = self.seat.rules, self.seat.seat
        if seat not in deal.proposal.parties or deal.standing(self.deal_turn()) not in (OPEN, CONCLUDED):
            return ""
        owed = bill(rules, self.deal_view(), deal.proposal, seat)
        return ", ".join(f"{amount} {rules.resources[id_].title.lower()}" for id_, amount in owed.items())

    def _answers(self, deal: Deal) -> list[Row]:
        noted = [(by, entry) for by, entry in deal.answers.items() if entry.note]
        return [row((f"{names(self.seat.rules, [by])}: {entry.note}", "quiet"), hang=3) for by, entry in noted]

    def _actors(self, deal: Deal) -> list[str]:
        """In whose name this screen can act on a deal."""
        mine = self.seat.rules.voices if self.seat.seat == UMPIRE else (self.seat.seat,)
        return [actor for actor in mine if actor in deal.proposal.parties]

    def _todo(self, deal: Deal) -> list[Row]:
        rows: list[Row] = []
        is_open = deal.standing(self.deal_turn()) == OPEN
        for actor in self._actors(deal) if is_open else ():
            as_ = f" for {names(self.seat.rules, [actor])}" if self.seat.seat == UMPIRE else ""
            if actor in deal.waits_for():
                rows.append(row(f"Accept{as_}", key=f"accept/{actor}"))
                rows.append(row(f"Accept only on a condition{as_}", key=f"condition/{actor}"))
            if actor == deal.proposal.by:
                rows.append(row(f"Withdraw it{as_}", key=f"withdraw/{actor}"))
            else:
                rows.append(row(f"Reject{as_}", key=f"reject/{actor}"))
            rows.append(row(f"Make another offer{as_}", key=f"counter/{actor}"))
        leak = "Leak it" if self.seat.seat == UMPIRE else "Show it to others"
        return [*rows, row(leak, key="show")]

    async def _do(self, deal: Deal, did: str, actor: str = "") -> None:
        offer = deal.proposal
        if did == "counter":
            await self._write_offer(replace(offer, id="", by=actor, counters=offer.id))
        elif did == "condition":
            await self._on_condition(offer, actor)
        elif did == "show":
            await self._show(deal)
        elif did in REPLIES:
            hint = "a remark, which binds nobody; or nothing" if did == "accept" else "why, in one line; or nothing"
            note = await self.app.push_screen_wait(Ask(f"{did.capitalize()}: {offer.title}", most=MOST_LINE, hint=hint))
            if note is None:
                return
            voice = actor if self.seat.seat == UMPIRE else ""
            answer = Answer(self.seat.command_id(), offer.id, did, note.strip(), voice)  # type: ignore[arg-type]
            if await self.send(answer):
                self.tell(self._became(offer.id), "bold")

    async def _on_condition(self, offer: Proposal, actor: str) -> None:
        """Another offer, with the condition as a promise of whoever made this one: nothing is agreed by it."""
        question = f"On which condition? It becomes a promise of {names(self.seat.rules, [offer.by])} in another offer"
        text = await self.app.push_screen_wait(Ask(question, most=MOST_WORD, needed=True))
        if not text:
            return
        begun = self.seat.draft().offers.get(f"{actor}/{offer.id}")
        made = begun or replace(offer, id="", by=actor, counters=offer.id)
        clause = WordClause(offer.by, text.strip())
        if len(made.clauses) >= MOST_CLAUSES:
            self.tell(f"All {MOST_CLAUSES} clauses are taken: make another offer, and take one out for the condition.")
            return
        draft = self.seat.draft()
        draft.offers = {**draft.offers, f"{actor}/{offer.id}": replace(made, clauses=(*made.clauses, clause))}
        self.save(draft)
        await self._write_offer(made)

    def _became(self, id_: str) -> str:
        deal = self.seat.known.dealings.deals[id_]
        if deal.status == CONCLUDED:
            return "Agreed by all. It is carried out when orders are settled."
        return f"On record: {STATUS[deal.status]}."

    async def _show(self, deal: Deal) -> None:
        rules = self.seat.rules
        offered = [seat for seat in rules.seats if not deal.knows(seat)] + [PUBLIC] * (PUBLIC not in deal.shown)
        to = await several(self.app, f"Show to: {deal.proposal.title}", rules, offered)
        if not to:
            return
        me = "the white cell" if self.seat.seat == UMPIRE else names(rules, [self.seat.seat])
        rows = [row("Without saying who shows it", key="nobody"), row(f"As {me}, by name", key="named")]
        how = await self.app.push_screen_wait(Choose("How", rows))
        shown = Disclose(self.seat.command_id(), deal.proposal.id, to, how == "named")
        if how and await self.send(shown):
            self.tell(f"Shown to {'everyone' if PUBLIC in to else names(rules, to)}.", "bold")

    # The umpire's own.

    @work(exclusive=True)
    async def _mark(self, id_: str, place: str) -> None:
        """Whether a promise was kept."""
        deal = self.seat.known.dealings.deals[id_]
        rows = [row(clause_words(self.seat.rules, deal.proposal.clauses[int(place)]), hang=3), Row()]
        rows += [row("It was kept", key="kept"), row("It was broken", key="broken")]
        mark = await self.app.push_screen_wait(Choose("A promise", rows))
        if mark is None:
            return
        reason = await self.app.push_screen_wait(Ask("Why: its parties read it", most=MOST_LINE, needed=True))
        if reason:
            await self.send(MarkWord(self.seat.command_id(), id_, int(place), mark, reason.strip()))

    @work(exclusive=True)
    async def action_voice(self) -> None:
        """Speak or propose in the name of an actor without a seat."""
        rules = self.seat.rules
        if not rules.voices:
            self.tell("This exercise has no voices without a seat.", "quiet")
            return
        rows = [row(voice.title, key=voice.id) for voice in rules.voices.values()]
        voice = await self.app.push_screen_wait(Choose("In whose name", rows))
        if voice is None:
            return
        both = [row("Say something", key="say"), row("Propose a deal", key="propose")]
        did = await self.app.push_screen_wait(Choose(rules.voices[voice].title, both))
        if did == "say":
            await self.write(voice)
        elif did == "propose" and self._may_deal():
            await self._write_offer(self._blank(voice))

    @work(exclusive=True)
    async def action_corridor(self) -> None:
        """Note who talked in the corridor, and about what."""
        rules = self.seat.rules
        seats = await several(self.app, "Who talked", rules, [*rules.seats, *rules.voices])
        if not seats:
            return
        if len(seats) < 2:
            self.tell("A corridor talk is between two at the least: mark all who talked.")
            return
        question = Ask(f"What {names(rules, seats)} talked about", most=MOST_GIST, needed=True)
        gist = await self.app.push_screen_wait(question)
        if gist and await self.send(LogTalk(self.seat.command_id(), seats, gist.strip())):
            self.tell("Noted.", "bold")
