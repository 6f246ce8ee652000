"""A player's handbook: all that one seat should have read before the first move, on paper.

Made from the rules as that seat may hold them and from its own view of the opening, so that nothing of another seat
can stand in it.
"""

from __future__ import annotations

from collections.abc import Iterator

from seawar.core import calendar
from seawar.core.orders import Rung
from seawar.core.rules import OrderType, Rules, Segment
from seawar.core.schedule import slot_of
from seawar.core.view import View
from seawar.core.worldmap import Area
from seawar.replay.wording import seats_words, value_words, word
from seawar.report.document import (
    Block,
    Contents,
    Document,
    Heading,
    Items,
    Para,
    Strong,
    Table,
    Text,
    paragraphs,
    sentence,
)

KINDS = {"sea": "sea", "islets": "islets", "airfield": "airfield", "city": "place"}


def player_handbook(rules: Rules, view: View) -> Document:
    """The handbook of `view.seat` as the first move opens; `rules` are those that the seat may hold."""
    seat = rules.seats[view.seat]
    document = Document(f"Player's handbook: {seat.title}")
    document.add(Heading(1, document.title, "top"))
    document.add(Para((Strong(rules.title), f". For {seat.title} alone: it holds what other seats must not read.")))
    document.add(Para(rules.summary), Contents())
    parts = (
        ("Who you are", _brief(rules, view)),
        ("Who else is there", _others(rules, view)),
        ("How a move goes", _move(rules)),
        ("When", _time(rules)),
        ("Where things stand", _standing(rules, view)),
        ("Where it happens", _places(rules)),
        ("What you may order", _orders(rules, view.seat)),
    )
    for title, blocks in parts:
        document.section(2, title, title.lower())
        document.add(*blocks)
    return document


def _brief(rules: Rules, view: View) -> Iterator[Block]:
    seat = rules.seats[view.seat]
    yield Para((Strong(sentence(seat.cell)), f" {seat.side}."))
    yield Heading(3, "What everybody may know of you", "public-brief")
    yield from paragraphs(seat.public_brief)
    yield Heading(3, "What only you know", "secret-brief")
    yield from paragraphs(seat.secret_brief)
    yield Heading(3, "What you want", "aims")
    hidden = " (others do not read this one before the end)"
    yield Items(tuple(f"{aim.text}{hidden if aim.secret else ''}" for aim in seat.aims))
    if seat.red_lines:
        yield Heading(3, "Your red lines", "red-lines")
        yield Items(tuple(seat.red_lines))


def _others(rules: Rules, view: View) -> Iterator[Block]:
    for id_, other in rules.seats.items():
        if id_ != view.seat:
            yield Heading(3, f"{other.title} ({other.letter} on the map)", f"seat-{id_}")
            yield Para((Strong(sentence(other.cell)), f" {other.side}."))
            yield from paragraphs(other.public_brief)
    if rules.voices:
        voices = "; ".join(voice.title for voice in rules.voices.values())
        yield Para(f"The white cell, which adjudicates, also speaks for others: {voices}.")


def _move(rules: Rules) -> Iterator[Block]:
    label = rules.turn_label.lower()
    yield Items((
        f"In each {label} your seat may seal up to {rules.orders_per_turn} orders, beside those that stand. Nobody "
        "sees yours, you see nobody's, and in what order teams seal makes no difference.",
        "Then all are settled at once. You are told what your seat can see of it: what you ordered, what others did "
        "in view of you, and what became public. The rest you do not know.",
        "What an order brings is uncertain. Before you seal it you are shown its odds as far as you can know them; "
        "where you cannot know, both ends.",
        "An order that takes a partner holds only if both seal it in the same move: talk first. You may write to "
        "any seat, to the white cell and to the public, and offer deals that bind.",
        "A seat that seals nothing lets its standing orders go on. That is a choice too.",
    ))  # fmt: skip


def _time(rules: Rules) -> Iterator[Block]:
    label = f"{rules.turn_label}s"
    rows: list[tuple[Text, ...]] = []
    played = [turn for turn in rules.plan.turns if turn not in rules.plan.read_in]
    for index, segment in enumerate(rules.segments):
        turns = [turn for turn in played if rules.segment_of(turn)[0] == index]
        if turns:
            first, last = slot_of(rules, turns[0]), slot_of(rules, turns[-1])
            span = calendar.span_words(first.now, last.until, rules.zone)
            rows.append((segment.title, span, _numbers(rules, turns), _length(segment)))
    yield Table(("Part", f"Dates ({rules.zone_title})", label, "One lasts"), tuple(rows))
    if rules.plan.read_in:
        yield Para("What happened before your first move is told as the session begins.")


def _numbers(rules: Rules, turns: list[int]) -> str:
    first, last = (rules.plan.place(turn) for turn in (turns[0], turns[-1]))
    return str(first) if first == last else f"{first} to {last}"


def _length(segment: Segment) -> str:
    months, minutes = segment.length.months, segment.length.minutes
    if months:
        return f"{months} month{'s' * (months != 1)}" if months % 12 else f"{months // 12} year{'s' * (months != 12)}"
    for unit, size in (("day", calendar.MINUTES_PER_DAY), ("hour", 60), ("minute", 1)):
        if minutes % size == 0:
            return f"{minutes // size} {unit}{'s' * (minutes // size != 1)}"
    return f"{minutes} minutes"


def _standing(rules: Rules, view: View) -> Iterator[Block]:
    """What the seat's own view holds: its tracks and means, its forces, pacts and matters."""
    told = [value_words(rules, key, value) for key, value in view.tracks.items() if _concerns(key, view.seat)]
    yield Items((*told, *(value_words(rules, key, value) for key, value in view.resources.items())))
    mine = [force for force in view.forces.values() if force.seat == view.seat]
    if mine:
        yield Heading(3, "Your forces", "forces")
        rows = tuple((force.title, str(force.count), rules.map.areas[force.base].title) for force in mine)
        yield Table(("Force", "How many", "Where"), rows)
    if view.agreements:
        yield Heading(3, "Agreements", "agreements")
        yield Items(tuple(
            f"{rules.agreements[id_].title} ({seats_words(rules, pact.parties)}): {pact.status.replace('-', ' ')}; "
            f"notice of {rules.agreements[id_].notice_days} days"
            for id_, pact in view.agreements.items() if id_ in rules.agreements
        ))  # fmt: skip
    if view.matters:
        yield Heading(3, "Matters that are open", "matters")
        yield Items(tuple(
            f"{rules.matters[id_].title}: {matter.status.replace('-', ' ')}" for id_, matter in view.matters.items()
        ))  # fmt: skip


def _concerns(key: str, seat: str) -> bool:
    who = key.partition("/")[2]
    return who == "table" or seat in who.replace(">", ":").split(":")


def _places(rules: Rules) -> Iterator[Block]:
    rows = tuple(
        (area.title, KINDS.get(area.kind, area.kind), _whose(rules, area)) for area in rules.map.areas.values()
    )
    yield Para("Zones are the game's and claim no boundary. Where a place is claimed by several it has both names.")
    yield Table(("Place", "What it is", "Who holds, claims or watches it"), rows)


def _whose(rules: Rules, area: Area) -> str:
    told = []
    if area.held_by:
        told.append(f"held by {word(rules, {}, area.held_by)}")
    if len(area.claimed_by) > 1:
        told.append(f"claimed by {seats_words(rules, area.claimed_by)}")
    if area.zones:
        told.append(f"identification zone of {seats_words(rules, area.zones)}")
    return "; ".join(told)


def _orders(rules: Rules, seat: str) -> Iterator[Block]:
    """Per segment the hand in full, and the titles of what else is on offer."""
    for index, segment in enumerate(rules.segments):
        if not any(rules.segment_of(turn)[0] == index for turn in rules.plan.turns if turn not in rules.plan.read_in):
            continue
        hand = [rules.order_types[id_] for id_ in segment.hand.get(seat, ())]
        kinds = [rules.order_types[id_] for id_ in rules.offered(index)]
        others = [kind.title for kind in kinds if kind not in hand and seat in (kind.seats or rules.seats)]
        yield Heading(3, segment.title, f"orders-{segment.id}")
        if hand:
            rows, meets = [_row(rules, kind) for kind in hand], any(kind.ceiling for kind in hand)
            yield Table(("Order", "Cost", "Up to")[: 2 + meets], tuple(row[: 2 + meets] for row in rows))
        if others:
            yield Para((Strong("Also on offer: "), "; ".join(others)))


def _row(rules: Rules, kind: OrderType) -> tuple[Text, ...]:
    cost = ", ".join(f"{amount} {rules.resources[of].title.lower()}" for of, amount in kind.cost)
    partners = " It takes a partner who seals it too." if kind.partners else ""
    ceiling = Rung(kind.ceiling).title if kind.ceiling else ""
    return ((Strong(kind.title), f". {kind.text}{partners}"), cost or "none", ceiling)
