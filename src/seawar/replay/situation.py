"""The state of the world as one seat knows it: a page made from the entries that it may read, and from nothing else.

For the seat's screen and for print. Who did what is said as the seat knows it: identified, shown by its own
evidence in estimative words, or claimed by somebody. The truth is no argument here, so no page can tell it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from textwrap import shorten

from msgspec.structs import replace

from seawar.adjudicate.offers import offers
from seawar.core.orders import Order
from seawar.core.rules import Rules
from seawar.core.state import PUBLIC, Claim, Contact, Report
from seawar.core.view import View, fold
from seawar.replay.course_entries import RolledBack
from seawar.replay.due import due_words, falls_due
from seawar.replay.effects_told import SURE
from seawar.replay.entries import AnyEntry, Learnt, Opaque
from seawar.replay.wording import change_words, contact_words, report_line, seats_words, word

MOST_NEWS = 12
"""Reports that are quoted at most; the latest."""
NEWS_MAX = 160
"""Characters of one of them; the whole of it stands in the seat's news."""
NOTHING = "Nothing that you know of."


@dataclass(frozen=True, slots=True)
class Part:
    """One heading and what stands under it."""

    title: str
    lines: tuple[str, ...]


@dataclass(slots=True)
class _Seen:
    """What one seat knew, turn by turn."""

    rules: Rules
    view: View
    contacts: dict[str, Contact] = field(default_factory=dict)
    began: list[tuple[int, View]] = field(default_factory=list)
    """Instant at which each turn began, and what was known as the one before it ended."""
    news: list[tuple[int, str, Report]] = field(default_factory=list)
    """Turn, the line as it was read then, and the report."""

    def read(self, entry: AnyEntry | Opaque) -> None:
        """Take in an entry that this seat may read."""
        match entry:
            case Learnt():
                self._learn(entry)
            case RolledBack():
                self.began = [(at, view) for at, view in self.began if view.turn < entry.turn]
                self.news = [told for told in self.news if told[0] < entry.turn]
                self._hear(self.view.news)
            case _:
                pass

    def _learn(self, entry: Learnt) -> None:
        before = _copy(self.view)
        fold(self.view, entry.patches)
        self.contacts.update(self.view.contacts)
        if entry.step < 0:
            return
        if (self.view.turn, self.view.now) != (before.turn, before.now):
            self.began.append((self.view.now, before))
        if entry.turn:
            self._hear(key for table, key, value in entry.patches if table == "news" and value is not None)

    def _hear(self, keys: Iterable[str]) -> None:
        for key in keys:
            report = self.view.news[key]
            self.news.append((self.view.turn, report_line(self.rules, self.contacts, report), report))


def _copy(view: View) -> View:
    """A view that stays as it is: rows are frozen, so the tables are all that is copied."""
    tables = {f: getattr(view, f).copy() for f in View.__struct_fields__ if isinstance(getattr(view, f), dict)}
    return replace(view, **tables)


def situation(rules: Rules, seat: str, entries: Iterable[AnyEntry | Opaque], *, settled: bool) -> tuple[Part, ...]:
    """What `seat` knows of the world now; `rules` are as it may know them.

    `settled` says that the turn in play has been settled: then what changed is what changed in it, and
    otherwise what changed in the turn before.
    """
    seen = _Seen(rules, View(seat=seat))
    for entry in entries:
        if seat in entry.vis or PUBLIC in entry.vis:
            seen.read(entry)
    at, before = _since(seen, settled=settled)
    since = f"since {rules.moment(at)}" if at else "so far"
    told = [(line, report) for turn, line, report in seen.news if turn > before.turn]
    return (
        Part(f"What changed {since}", tuple(_changed(rules, before, seen.view)) or (NOTHING,)),
        Part("Who did it, as far as you know", tuple(_authors(seen, before)) or (NOTHING,)),
        Part(f"What is public {since}", (*_public(rules, seen.view, before), *_news(told, public=True)) or (NOTHING,)),
        Part("What you were told, and not the public", tuple(_news(told, public=False)) or (NOTHING,)),
        Part("What falls due", tuple(_due(seen)) or (NOTHING,)),
        Part("Ways out that are open to you", tuple(ways_out(rules, seen.view)) or ("None now.",)),
    )  # fmt: skip


def as_text(parts: Sequence[Part]) -> str:
    """Headings flush, what stands under them set in by two."""
    return "\n".join(line for part in parts for line in (part.title, *(f"  {line}" for line in part.lines)))


def _since(seen: _Seen, *, settled: bool) -> tuple[int, View]:
    """When the stretch that is told of began, and what was known then."""
    if not seen.began:
        return 0, View(seat=seen.view.seat)
    return seen.began[-1] if settled or len(seen.began) < 2 else seen.began[-2]


def _changed(rules: Rules, before: View, now: View) -> Iterator[str]:
    for table in ("tracks", "resources"):
        was: dict[str, int] = getattr(before, table)
        for key, value in getattr(now, table).items():
            if before.turn and was.get(key, 0) != value:
                yield change_words(rules, key, was.get(key, 0), value)
    for id_, pact in now.agreements.items():
        old = before.agreements.get(id_)
        if old is not None and old.status != pact.status:
            yield f"{word(rules, {}, id_)}: {_dashless(old.status)} to {_dashless(pact.status)}"
    for id_, matter in now.matters.items():
        held = before.matters.get(id_)
        if held is not None and held != matter:
            holder = f", with {rules.seats[matter.holder].in_text}" if matter.holder in rules.seats else ""
            yield f"{word(rules, {}, id_)}: {_dashless(held.status)} to {_dashless(matter.status)}{holder}"
    for id_, force in now.forces.items():
        flown = before.forces.get(id_)
        if force.seat == now.seat and flown is not None and force.count < flown.count:
            yield f"{force.title} at {word(rules, {}, force.base)}: {flown.count} to {force.count}"


def _authors(seen: _Seen, before: View) -> Iterator[str]:
    """Who is seen, shown or said to be behind what happened."""
    rules, view = seen.rules, seen.view
    for id_, contact in view.contacts.items():
        if contact.owner == view.seat:
            continue
        owner = f"of {_titled(rules, {}, contact.owner)}" if contact.owner else "whose is not known"
        yield f"Seen: {contact_words(contact, id_)}, {owner}"
    for key, shown in view.evidence.items():
        if before.evidence.get(key) != shown:
            author = _titled(rules, {}, shown.author) or "nobody"
            subject = _titled(rules, seen.contacts, key.rpartition("/")[0])
            yield f"Your evidence: {subject} is {SURE[shown.level]} of {author}"
    for key, claim in view.claims.items():
        if before.claims.get(key) != claim:
            yield _claim(seen, claim)


def _claim(seen: _Seen, claim: Claim) -> str:
    """`Claimed: Japan says in public, about 1 A-50 (track 3FA): denied`; whom else a claim was made to is not told."""
    rules, view = seen.rules, seen.view
    who = "you say" if claim.seat == view.seat else f"{_titled(rules, {}, claim.seat)} says"
    to = "in public" if PUBLIC in claim.to else "to you"
    if claim.seat == view.seat and PUBLIC not in claim.to:
        to = f"to {seats_words(rules, claim.to)}"
    return f"Claimed: {who} {to}, about {_titled(rules, seen.contacts, claim.about)}: {_dashless(claim.says)}"


def _public(rules: Rules, view: View, before: View) -> Iterator[str]:
    for key, turn in view.published.items():
        topic, _, whom = key.partition("/")
        if before.published.get(key) != turn:
            about = f", about {_titled(rules, {}, whom)}" if whom else ""
            yield f"Known to all{about}: {_dashless(topic)}"


def _news(told: Sequence[tuple[str, Report]], *, public: bool) -> Iterator[str]:
    lines = [shorten(line, NEWS_MAX, placeholder=" ...") for line, report in told if (PUBLIC in report.to) is public]
    if len(lines) > MOST_NEWS:
        yield f"{len(lines) - MOST_NEWS} more before these, in your news"
    yield from lines[-MOST_NEWS:]


def _due(seen: _Seen) -> Iterator[str]:
    for at, what in falls_due(seen.rules, seen.view, seen.contacts):
        yield f"{due_words(seen.rules, at, seen.view.now)}: {what}"


def ways_out(rules: Rules, view: View) -> Iterator[str]:
    """Calming orders that the seat could give now, each with whom or what it could be about, and its price."""
    calming = tuple(id_ for id_ in rules.offered(view.segment) if rules.order_types[id_].calms)
    open_: dict[str, list[Order]] = {}
    for order in offers(rules, view, calming):
        if _could_sign(view, order):
            open_.setdefault(order.type, []).append(order)
    for id_ in calming:
        kind = rules.order_types[id_]
        if kind.mechanism.words and (not kind.seats or view.seat in kind.seats):
            yield f"{kind.title}, in your own words"
        if id_ in open_:
            price = ", ".join(f"{amount} {rules.resources[res].title.lower()}" for res, amount in kind.cost)
            choices = "; ".join(_choices(rules, view, open_[id_]))
            yield f"{kind.title}{f': {choices}' if choices else ''}{f' ({price})' if price else ''}"


def _could_sign(view: View, order: Order) -> bool:
    """An agreement is signed by its parties alone; who may sign anything else is not for this page to judge."""
    pacts = [view.agreements[id_] for id_ in order.targets.values() if id_ in view.agreements]
    return all(partner in pact.parties for pact in pacts for partner in order.partners)


def _choices(rules: Rules, view: View, orders: Sequence[Order]) -> Iterator[str]:
    """What each of its targets could be, then with whom it could be signed."""
    for name in orders[0].targets:
        yield _either(dict.fromkeys(_target(rules, view, order.targets[name]) for order in orders))
    signers = dict.fromkeys(rules.seats[one].in_text for order in orders for one in order.partners)
    if signers:
        yield f"with {_either(signers)}"


def _either(words: Iterable[str]) -> str:
    """`Japan, China or Russia`."""
    *most, last = words
    return f"{', '.join(most)} or {last}" if most else last


def _target(rules: Rules, view: View, id_: str) -> str:
    """Its title; of an agreement that is to lapse, with its day."""
    pact = view.agreements.get(id_)
    until = f" until {due_words(rules, pact.lapses, view.now)}" if pact and pact.status == "notice-given" else ""
    return _titled(rules, view.contacts, id_) + until


def _titled(rules: Rules, known: Mapping[str, Contact], id_: str) -> str:
    """An id inside a sentence; a topic, which has no title, without its dashes."""
    if id_ in rules.seats:
        return rules.seats[id_].in_text
    title = word(rules, known, id_)
    return _dashless(id_) if title == id_ else title


def _dashless(id_: str) -> str:
    return id_.replace("-", " ").replace("_", " ")
