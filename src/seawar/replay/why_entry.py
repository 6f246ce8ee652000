"""What an entry that is no result is, and what it refers to."""

from __future__ import annotations

from collections.abc import Iterator
from textwrap import shorten

from seawar.core.orders import Order
from seawar.core.results import BandOdds
from seawar.replay.course_entries import Countered, Windowed
from seawar.replay.deal_entries import Concluded, Disclosed, Executed, Kept, Leaked, Proposed, Replied, Talked
from seawar.replay.deal_told import deal_lines
from seawar.replay.deal_words import proposal_lines, said_line
from seawar.replay.entries import (
    Answered,
    AnyEntry,
    Assessed,
    Briefed,
    Clocked,
    Closed,
    Content,
    Directed,
    Hashed,
    Joined,
    Learnt,
    Opaque,
    Opened,
    Recovered,
    Resulted,
    Ruled,
    Said,
    Sealed,
    Started,
    Unsealed,
)
from seawar.replay.person_entries import Away, Captained, Granted, Left, Sat
from seawar.replay.person_lines import MEANING, paper_line, person_line
from seawar.replay.stood import facts_named
from seawar.replay.text import answer_line, odds_words
from seawar.replay.white_cell_entries import Asked, Injected, Noted, RfiAnswered, RfiSourced, Situated
from seawar.replay.why_argued import counter_said, ruled_said, window_said
from seawar.replay.why_learned import learned_sections, news_lines
from seawar.replay.why_order import fact_words, order_lines
from seawar.replay.why_white_cell import white_cell_lines
from seawar.replay.why_words import Line, Section, Words
from seawar.replay.wording import band_words

NEWS_MAX = 160
"""Characters of one piece of news; the whole of it stands in its own entry."""
QUIET_RUN = 3
"""From how many results alike on, a standing order's are told together."""


def entry_sections(words: Words, n: int, entry: AnyEntry | Opaque) -> list[Section]:
    match entry:
        case Sealed():
            return _sealed(words, n, entry)
        case Learnt():
            return learned_sections(words, n, entry)
        case Ruled():
            return [Section("What it is", list(ruled_said(words, n, entry)))]
        case Windowed():
            return [Section("What it is", list(window_said(words, n, entry)))]
        case Countered():
            return [Section("What it is", list(counter_said(words, n, entry)))]
        case Directed():
            return [Section("What it is", list(_directed(words, n, entry)))]
        case Answered():
            return [Section("What it was told", list(_answered(words, n, entry)))]
        case Hashed():
            return [Section("What it is", list(_hashed(words, n, entry)))]
        case Asked() | RfiAnswered() | RfiSourced() | Noted() | Situated() | Injected():
            return [Section("What it is", list(white_cell_lines(words, n, entry)))]
        case Assessed():
            return [Section("Aims", list(_assessed(words, n, entry)))]
        case _:
            return [Section("What it is", [Line(text) for text in _plain(words, entry)])]


# Sheets.


def _sealed(words: Words, n: int, entry: Sealed) -> list[Section]:
    seat = entry.sheet.seat
    odds = {shown.order: shown for shown in entry.odds}
    sections = [Section("Before it", list(_before(words, n, seat)))]
    for order in entry.sheet.orders:
        kind = words.rules.order_types[order.type]
        named = f", {', '.join(order.forces)} named" if order.forces else ""
        lines = [*order_lines(words, order, kind), *_shown(odds.get(order.key))]
        if kind.force_kind:
            lines.append(Line(f"sends: {kind.force_kind}{named}"))
        if order.stands:
            lines.append(Line("stands until cancelled"))
        came = list(_came(words, n, order))
        sections.append(Section(f"Order: {words.entry(n, order.key).partition(' sealed ')[2]}", [*lines, *came]))
    closing = [Line(f"intent: {entry.sheet.intent}")] if entry.sheet.intent else []
    closing += [Line(paper_line(entry))] if entry.author else []
    closing += [Line(f"cancels the standing order {key}") for key in entry.sheet.cancels]
    if _taken_back(words, n, entry):
        closing.append(Line("It was taken back later in the same turn, so nothing came of it."))
    return [*sections, Section("The sheet", closing)]


def _before(words: Words, n: int, seat: str) -> Iterator[Line]:
    """Injects and news that the seat had since its last sheet."""
    heard = words.causes.heard
    for m in heard.injects_before(n, seat):
        yield Line(f"entry {m} {words.entry(m)}", 0, m)
    learned = heard.news_before(n, seat)
    for m in learned:
        news = (shorten(told, NEWS_MAX, placeholder=" ...") for told in news_lines(words, m, seat))
        yield from (Line(f"entry {m} {told}", 0, m) for told in news)
    if learned:
        numbers = ", ".join(str(m) for m in learned)
        yield Line(f"all that {words.word(seat)} learned since its last sheet: entries {numbers}")


def _shown(odds: BandOdds | None) -> Iterator[Line]:
    if odds is None:
        return
    yield Line(f"odds it was shown: {odds_words(odds)}")
    for worst, best, because in odds.mods:
        add = f"{worst:+}" if worst == best else f"{worst:+} to {best:+}, not known which"
        yield Line(f"{add}: {because}", 1)


def _came(words: Words, n: int, order: Order) -> Iterator[Line]:
    """What came of one order: its results, those alike told together."""
    account = words.account
    if account.hidden:
        yield from _told(words, n, order)
        return
    found = [m for m in words.causes.led_to(n) if _is_of(words, m, n, order.key)]
    by_band: dict[str, list[int]] = {}
    for m in found:
        by_band.setdefault(account.result(m).result, []).append(m)
    for band, alike in by_band.items():
        if len(alike) >= QUIET_RUN and not any(account.result(m).subject for m in alike):
            numbers = ", ".join(map(str, alike))
            yield Line(f"-> {band_words(band)} {len(alike)} times: entries {numbers}", 0, alike[0])
        else:
            yield from (Line(f"-> entry {m} {words.entry(m)}", 0, m) for m in alike)
    if not found:
        yield Line("-> nothing came of it yet")


def _is_of(words: Words, m: int, n: int, key: str) -> bool:
    found = words.account.order_of(m) if words.account.is_order(words.account.result(m)) else None
    return found is not None and (found[0], found[1].key) == (n, key)


def _taken_back(words: Words, n: int, entry: Sealed) -> bool:
    """Whether the seat unsealed this sheet."""
    seat, turn = entry.sheet.seat, entry.sheet.turn
    later = (e for m, e in words.account.entries.items() if m > n)
    return any(isinstance(e, Unsealed) and (e.seat, e.turn) == (seat, turn) for e in later)


def _told(words: Words, n: int, order: Order) -> Iterator[Line]:
    """What its own seat was told of it; the results themselves are the white cell's."""
    sealed, alike = words.account.entries[n], dict[str, list[int]]()
    turn = sealed.sheet.turn if isinstance(sealed, Sealed) else 0
    for m, entry in words.account.entries.items():
        if m > n and isinstance(entry, Answered) and (entry.turn == turn or order.stands):
            for answer in entry.answers:
                if answer.order == order.key or answer.order.startswith(f"{order.key}/"):
                    alike.setdefault(answer_line(words.rules, words.known, answer), []).append(m)
    for told, numbers in alike.items():
        entries = "entry" if len(numbers) == 1 else "entries"
        yield Line(f"-> told in {entries} {', '.join(map(str, numbers))}: {told}", 0, numbers[0])


# What the white cell and the engine wrote.


def _directed(words: Words, n: int, entry: Directed) -> Iterator[Line]:
    directive = entry.directive
    title = next((f" ({i.title})" for i in words.rules.msel if i.id == directive.inject), "")
    yield Line(f"The white cell ({entry.author}) says of inject {directive.inject}{title}: {directive.do}.")
    if directive.reason:
        yield Line(f"because {directive.reason}", 1)
    if directive.text:
        yield Line(f"its new text: {directive.text}", 1)
    for m in words.account.within[n].results:
        yield Line(f"-> entry {m} {words.entry(m)}", 0, m)


def _answered(words: Words, n: int, entry: Answered) -> Iterator[Line]:
    """Each answer, and the result behind it."""
    results = {words.account.result(m).key: m for m in words.account.within[n].results}
    for answer in entry.answers:
        m = results.get(answer.order)
        behind = f" (entry {m})" if m is not None else ""
        yield Line(f"{answer_line(words.rules, words.known, answer)}{behind}", 0, m)
    yield Line("A seat is told what came of its own orders and what was drawn, never the odds in truth.")


def _hashed(words: Words, n: int, entry: Hashed) -> Iterator[Line]:
    stretch = words.account.within[n]
    what = {
        "set-up": "as the table was set up", "opened": "when the turn had been opened",
        "directed": "when the white cell's word on an inject had been carried out",
        "settled": "when the turn had been settled",
    }.get(entry.phase, entry.phase)  # fmt: skip
    yield Line(f"A fingerprint of the whole table {what}: {entry.hash}")
    if stretch.results:
        count, last = len(stretch.results), stretch.results[-1]
        yield Line(f"It follows from {count} results, entries {stretch.results[0]} to {last}.", 0, stretch.results[0])
    yield Line("`seawar verify` folds the journal again and names the first state that differs.")


def _assessed(words: Words, n: int, entry: Assessed) -> Iterator[Line]:
    """Each aim, whether it was met, and what its condition looked at."""
    told = {True: "met", False: "not met", None: "for the white cell to judge"}
    state = None if words.account.hidden else words.account.state_before(n)
    for aim in words.rules.seats[entry.seat].aims:
        place = words.places.scenario("seats", entry.seat, "aims", aim.id)
        yield Line(f"{told[entry.aims.get(aim.id)]}: {aim.text}")
        if aim.met is None:
            continue
        yield Line(" ".join(filter(None, (place, f"met when {aim.met.text}"))), 1)
        for fact in facts_named(words.rules, aim.met, state, {"self": entry.seat, "turn": state.turn}) if state else ():
            touched = [m for row in fact.rows for m in words.account.touched.get(row, ())]
            since = f", since entry {max(touched)}" if touched else ""
            yield Line(f"{fact_words(words, fact)}{since}", 2, max(touched, default=None))


def _plain(words: Words, entry: AnyEntry | Opaque) -> Iterator[str]:
    match entry:
        case Opened():
            yield f"The first entry: format {entry.format}, written by seawar {entry.engine}."
            yield f"Seats: {words.seats(entry.seats)}."
            yield f"The dice were promised before play: {entry.commitment}."
            if entry.rehearsal:
                yield "Rehearsal dice: the seed follows from the number in the game's name, so it can be guessed."
        case Content():
            yield f"The {entry.kind} {entry.name}, word for word as it was played: {entry.text.count(chr(10))} lines."
            yield "Every line that an explanation names is a line of this text."
        case Briefed():
            yield f"What {words.word(entry.seat)} was told before play, with {len(entry.aims)} aims."
            yield from (f"aim: {aim}" for aim in entry.aims)
        case Joined():
            yield f"A {entry.player} takes the seat. Its number {entry.nonce} goes into the dice, beside the seed."
        case Started():
            yield "The truth before the first turn. Every later state follows from it and from the results."
        case Unsealed():
            yield "The seat took its sealed orders back to change them; the sheet that holds is the next one it sealed."
        case _:
            yield from _plainer(words, entry)


def _dealt(words: Words, entry: AnyEntry) -> Iterator[str]:
    """What was offered, answered, agreed, shown or marked; and what that means."""
    yield from deal_lines(words.rules, words.account.dealings, entry)
    match entry:
        case Concluded():
            yield from proposal_lines(words.rules, entry.proposal)
            yield "It is carried out before the orders of the next settling, whole or not at all."
        case Executed() if not entry.void:
            yield from proposal_lines(words.rules, entry.proposal)
        case Kept():
            yield "A word binds nobody; the white cell says what became of it."
        case Talked():
            yield "Noted by the white cell; it moves nothing by itself."
        case _:
            return


def _plainer(words: Words, entry: AnyEntry | Opaque) -> Iterator[str]:
    match entry:
        case Said():
            yield said_line(words.rules, entry, words.seats(entry.vis))
            yield "A message moves nothing by itself."
        case Proposed() | Replied() | Concluded() | Executed() | Disclosed() | Leaked() | Kept() | Talked():
            yield from _dealt(words, entry)
        case Clocked():
            running = "It runs." if entry.ends else "It stands still."
            yield f"The clock of the plan phase is set: {entry.left // 60_000} minutes left. {running}"
            if entry.reason:
                yield f"because {entry.reason}"
        case Sat() | Left() | Captained() | Granted() | Away():
            yield f"{person_line(words.rules, entry)}."
            yield MEANING[type(entry)]
        case Recovered():
            yield f"The game had stopped after {entry.entries} entries and was opened again: {entry.note}"
        case Closed():
            end = next((end.text for end in words.rules.ends if end.id == entry.ended), "the last turn is over")
            yield f"The end: {end}" if entry.ended else "The table was closed before the end."
            yield f"The seed of the dice is revealed, so that every draw can be made again: {entry.seed}"
        case Opaque():
            yield "A later version of seawar wrote it; nothing of what this version tells depends on it."
        case Resulted() | _:
            yield from ()
