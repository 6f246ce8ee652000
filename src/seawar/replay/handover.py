"""The hand-over brief: what a seat knew, for the person who sits down there next.

A pure function of the seat's own entries and of the rules as the seat may hold them. A summary by the person
who leaves was refused as the only source: it is missing when a line drops, and it tells what that person thinks.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from textwrap import shorten

from seawar.core.rules import Rules
from seawar.core.state import PUBLIC, UMPIRE
from seawar.replay.deal_words import clause_words, deal_title, proposal_lines
from seawar.replay.dealings import CONCLUDED, OPEN, STATUS
from seawar.replay.due import due_words, falls_due
from seawar.replay.entries import Answer, AnyEntry, Opaque, Said, Sealed
from seawar.replay.person_lines import paper_line, person_line
from seawar.replay.seat_memory import Memory, Move
from seawar.replay.text import answer_line, turn_heading
from seawar.replay.why_words import Line, Section
from seawar.replay.wording import change_words, order_words, seats_words, value_words, word

MOVES_MAX = 4
"""Moves of one track that are told; of earlier ones only how many there were."""
NEWS_MAX = 12
"""Lines of the latest news."""
WITH_MAX = 2
"""News told beside one move."""
WITH_LENGTH_MAX = 110
"""Characters of one of them."""


def hand_over(rules: Rules, seat: str, entries: Iterable[AnyEntry | Opaque]) -> list[Section]:
    """The brief in sections of plain lines; `rules` are those that `seat` may hold."""
    memory = Memory(rules, seat).read(entries)
    sections = [
        Section("", list(_now(memory))),
        Section("Who you are", list(_brief(memory))),
        Section("Aims", list(_aims(memory))),
        Section("Red lines", [Line(line) for line in (memory.brief.red_lines if memory.brief else ())]),
        Section("Messages not answered", list(_unanswered(memory))),
        Section("Where things stand, and what moved them", list(_standing(memory))),
        Section("Standing orders", list(_orders(memory))),
        Section("Agreements", list(_agreements(memory))),
        Section("Offers, deals and promises", list(_deals(memory))),
        Section("What falls due", list(_due(memory))),
        Section("Latest news", [Line(told.strip()) for _, told in memory.news[-NEWS_MAX:]]),
        Section("Sealed so far, and what came of it", list(_sealed(memory))),
        Section("Who sat here", [Line(f"{person_line(rules, entry)}.") for entry in memory.came_and_went]),
    ]
    return [section for section in sections if section.lines]


def title(rules: Rules, seat: str) -> str:
    return f"Hand-over: {rules.seats[seat].title}"


def _now(memory: Memory) -> Iterator[Line]:
    view, rules = memory.view, memory.rules
    yield Line(f"{rules.title}. {rules.summary}")
    if not view.turn:
        yield Line("Nothing has begun yet.")
        return
    yield Line(turn_heading(rules, view.turn, view.now, view.until))
    if view.turn in memory.answers:
        yield Line("This move has been settled; what came of it stands below.")
    elif view.turn in memory.sheets:
        yield Line("Your seat has sealed for this move.")
    else:
        yield Line("Your seat has not sealed for this move. What was drafted is on its screen.")
    if team := memory.persons.at.get(memory.seat):
        others = f"; with {', '.join(team[1:])}" if team[1:] else ""
        yield Line(f"Captain, who seals: {team[0]}{others}.")


def _brief(memory: Memory) -> Iterator[Line]:
    if memory.brief:
        yield from (Line(text) for text in (memory.brief.public, memory.brief.secret) if text)


def _aims(memory: Memory) -> Iterator[Line]:
    """Each aim, at the end with whether it was met."""
    told = {True: " (met)", False: " (not met)", None: " (for the white cell to judge)"}
    ids = [aim.id for aim in memory.rules.seats[memory.seat].aims]
    for place, text in enumerate(memory.brief.aims if memory.brief else ()):
        met = memory.aims.get(ids[place]) if place < len(ids) else None
        yield Line(text + (told[met] if memory.aims else ""))


# What stands and what moved it.


def _standing(memory: Memory) -> Iterator[Line]:
    """What concerns the seat, and whatever else has moved; the seat's own means last."""
    for key, value in (*memory.view.tracks.items(), *memory.view.resources.items()):
        moves = memory.moves.get(key, [])
        seats = key.partition("/")[2].replace(">", ":").split(":")
        if not moves and (memory.seat not in seats and seats != ["table"]):
            continue
        if not moves and not value:
            continue
        yield Line(value_words(memory.rules, key, value))
        if len(moves) > MOVES_MAX:
            earlier = len(moves) - MOVES_MAX
            yield Line(f"{earlier} move{'s' * (earlier != 1)} before these", 1)
        yield from (_moved(memory, key, move) for move in moves[-MOVES_MAX:])


def _moved(memory: Memory, key: str, move: Move) -> Line:
    change = change_words(memory.rules, key, move.was, move.now).rpartition(": ")[2]
    told = [shorten(text, WITH_LENGTH_MAX, placeholder=" ...").rstrip(".") for text in move.with_[:WITH_MAX]]
    more = f", and {len(move.with_) - WITH_MAX} more" if len(move.with_) > WITH_MAX else ""
    beside = f"; told at the same time: {'; '.join(told)}{more}" if told else ""
    return Line(f"{memory.rules.name(move.turn)}: {change}{beside}", 1)


def _orders(memory: Memory) -> Iterator[Line]:
    for order in memory.view.standing.values():
        yield Line(order_words(memory.rules, memory.contacts, order.type, order.targets))
        if order.rationale:
            yield Line(f"because {order.rationale}", 1)


def _agreements(memory: Memory) -> Iterator[Line]:
    rules = memory.rules
    for id_, pact in memory.view.agreements.items():
        if pact.status == "none" or id_ not in rules.agreements:
            continue
        lapses = f", lapses {due_words(rules, pact.lapses, memory.view.now)}" if pact.status == "notice-given" else ""
        parties = seats_words(rules, pact.parties)
        yield Line(f"{rules.agreements[id_].title} ({parties}): {pact.status.replace('-', ' ')}{lapses}")


def _deals(memory: Memory) -> Iterator[Line]:
    """What is on the table, agreed or in effect, and the words that are still to be kept."""
    rules, turn = memory.rules, memory.view.turn
    for deal in memory.dealings.deals.values():
        standing, waits = deal.standing(turn), deal.waits_for()
        if standing not in (OPEN, CONCLUDED, "done"):
            continue
        wanted = "; your answer is wanted" if memory.seat in waits else f"; waits for {seats_words(rules, waits)}"
        parties = seats_words(rules, deal.proposal.parties)
        told = wanted if standing == OPEN and waits else ""
        yield Line(f"{deal_title(deal.proposal)}, {parties}: {STATUS[standing]}{told}")
        yield from (Line(text, 1) for text in proposal_lines(rules, deal.proposal))
    for promise in memory.dealings.promises():
        yield Line(f"Word {promise.mark}: {clause_words(rules, promise.clause)}")


def _due(memory: Memory) -> Iterator[Line]:
    for at, what in falls_due(memory.rules, memory.view, memory.contacts):
        yield Line(f"{due_words(memory.rules, at, memory.view.now)}: {what}")


# What was done and said.


def _sealed(memory: Memory) -> Iterator[Line]:
    """Each turn's sheet, and under each order what the seat was told of it."""
    for turn in sorted({*memory.sheets, *memory.answers}):
        sealed, answers = memory.sheets.get(turn), list(memory.answers.get(turn, ()))
        yield Line(f"{memory.rules.name(turn)}: {_what(sealed)}")
        for order in sealed.sheet.orders if sealed else ():
            mine = [answer for answer in answers if f"{answer.order}/".startswith(f"{order.key}/")]
            answers = [answer for answer in answers if answer not in mine]
            words = order_words(memory.rules, memory.contacts, order.type, order.targets)
            because = f", because {order.rationale}" if order.rationale else ""
            yield Line(f"{words}{because}", 1)
            yield from (_came(memory, answer) for answer in mine)
        yield from (_came(memory, answer, "standing: ") for answer in answers)


def _what(sealed: Sealed | None) -> str:
    if sealed is None:
        return "nothing was sealed"
    count = len(sealed.sheet.orders)
    orders = f"{count} order{'s' * (count != 1)}" if count else "no change"
    paper = f", {paper_line(sealed)}" if sealed.author else ""
    return orders + paper + (f"; intent: {sealed.sheet.intent}" if sealed.sheet.intent else "")


def _came(memory: Memory, answer: Answer, ahead: str = "-> ") -> Line:
    return Line(f"{ahead}{answer_line(memory.rules, memory.contacts, answer)}", 1)


def _unanswered(memory: Memory) -> Iterator[Line]:
    """The last words of each who wrote to this seat and had nothing back since."""
    open_: dict[str, list[Said]] = {}
    for said in memory.said:
        if said.sender == memory.seat:
            for other in [*open_]:
                if other in said.vis or PUBLIC in said.vis or (other == UMPIRE and said.vis == (memory.seat,)):
                    del open_[other]
        elif memory.seat in said.vis:
            open_.setdefault(said.sender, []).append(said)
    for sender, messages in open_.items():
        for said in messages:
            when = memory.rules.name(said.turn) if said.turn else "Before the start"
            yield Line(f"{when}, {word(memory.rules, {}, said.voice or sender)}: {said.text}")
