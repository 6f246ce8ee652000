"""A rulebook as a document that somebody new to it can read, from the compiled rules and their docstrings.

Nothing is copied: steps, fields, methods, assumptions and odds are taken from where they decide, so a
change to the rules is a change to the document. Pure: no disk, no clock, no screen.
"""

from __future__ import annotations

import inspect
from collections.abc import Iterator

from seawar.content.book import Book, Played
from seawar.content.schema import field_docs
from seawar.core.mechanism import Step
from seawar.core.orders import Branch, Order, Rung
from seawar.core.tracks import TrackDef
from seawar.report.asked import in_words
from seawar.report.deals_told import deals
from seawar.report.document import (
    Block,
    Code,
    Contents,
    Document,
    Heading,
    Items,
    Para,
    Strong,
    Table,
    Text,
    listed,
    sentence,
    slug,
)
from seawar.report.methods import method_of
from seawar.report.methods_told import methods
from seawar.report.order_told import order_blocks
from seawar.report.overview import by_domain, overview
from seawar.report.sources import limits, source_index
from seawar.report.words import Words

LENGTHS = ("30 minutes", "2 months")
"""Turn lengths for odds where no scenario says any."""
_PER = {"table": "the table", "seat": "each seat", "dyad": "each two seats", "pair": "each seat towards each other"}
_SEEN = {"all": "Everybody knows it.", "own": "Only those it is about know it.", "umpire": "Only the umpire knows it."}


def handbook(book: Book, played: Played) -> Document:
    """The whole document."""
    words, document = Words(book, played), Document(book.doc.title)
    document.add(Heading(1, book.doc.title, "top"), *_front(book, played), *overview(words), Contents())
    what_follows = (_events, _reactions, _publics, _chances)
    rules = (_move, _tracks, _resources, _orders, methods, deals, *what_follows)
    for part in (*rules, _questions, source_index, limits):
        document.add(*part(words))
    return document


def _front(book: Book, played: Played) -> Iterator[Block]:
    yield Para(f"The rulebook {book.doc.rulebook}, version {book.doc.version}, as the engine plays it.")
    if played.scenarios:
        titles = listed(played.scenarios)
        yield Para(f"Played in: {titles}. A scenario offers some of the order types, to the seats that it has.")
    yield Para(
        "Odds are made by running the rules themselves, and every number names its source or is called an assumption."
    )


def _move(words: Words) -> Iterator[Block]:
    doc = words.book.doc
    label = doc.turn_label.lower()
    yield Heading(2, f"What a {label} is, and how it is settled", "move")
    yield Para(
        f"A {label} is one round. Every seat seals up to {doc.orders_per_turn} orders, beside those that stand; "
        "nobody sees those of the others. Then all of them are settled together, in these steps."
    )
    rest = (inspect.getdoc(Step) or "").partition(". ")[2]
    yield Para(sentence(rest))
    docs = field_docs(Step)
    yield Items(
        tuple((Strong(f"{s.title.capitalize()}. "), docs[s.name], *_itself(words, s)) for s in Step), ordered=True
    )
    yield Heading(3, "What an order holds", "envelope")
    held = field_docs(Order)
    held = {**held, "branches": f"{held['branches']} {inspect.getdoc(Branch)}".replace("`", "")}
    named = {"partners": "With", "branches": "If"}
    yield Items(
        tuple(
            (Strong(f"{named.get(name, name.capitalize())}: "), said) for name, said in held.items() if name != "route"
        )
    )
    yield Heading(3, "How far an encounter may climb", "ladder")
    yield Para(sentence((inspect.getdoc(Rung) or "").partition(": ")[2]))
    yield Items(tuple(sentence(rung.title) for rung in Rung if rung), ordered=True)
    yield Heading(3, "How to read the odds", "reading")
    yield Para(
        "What helps or hinders an order is a modifier: a small number with a reason. Their sum is the net. "
        "Odds by net are shown from −3 to +3. Before you seal an order you are shown its odds as far as you can "
        "know them; where you cannot know, both ends."
    )
    yield Para(
        "In the plain case forces are ready, co-signers have sealed, tracks stand at their start, nobody else is known "
        "to do anything at the place, and nothing has been counted yet. What changes the odds beside the net is a row "
        "of its own. “<1” is possible but rare; “–” cannot happen."
    )


def _itself(words: Words, step: Step) -> Iterator[str]:
    """What happens by itself in a step."""
    told = [
        method_of(u.settle).summary for d in words.book.domains for u in d.upkeep if u.step is step and u.settle.__doc__
    ]
    if told:
        yield " By itself: " + " ".join(sentence(said) for said in told)


def _tracks(words: Words) -> Iterator[Block]:
    yield Heading(2, "Tracks", "tracks")
    yield Para("A track is a whole number in named boxes. A box holds from its value up to the next box.")
    for track in words.book.tracks.values():
        doc = words.book.doc.tracks[track.id]
        yield Heading(3, track.title, slug(f"track-{track.id}"))
        yield Para(f"One for {_PER[track.per]}, from {track.low} to {track.high}. {_SEEN[track.seen_by]} {_time(doc)}")
        yield Table(("From", "Box"), tuple((_number(at), box) for at, box in track.boxes))
        yield Para(
            (
                f"It starts at {_standing(track)} unless the scenario says otherwise. ",
                Strong("Source: "),
                sentence(doc.source),
            )
        )


def _standing(track: TrackDef) -> str:
    return f"{_number(track.start)} ({track.box(track.start)})"


def _number(value: int) -> str:
    return str(value).replace("-", "−")


def _time(doc: object) -> str:
    """How time alone moves a track back to its start."""
    ways = (("eases", "above"), ("recovers", "below"))
    told = [f"from {side} by {rate}" for way, side in ways if (rate := getattr(doc, way, ""))]
    return f"Time alone brings it back to its start: {listed(told)}." if told else "Time alone does not move it."


def _resources(words: Words) -> Iterator[Block]:
    yield Heading(2, "Resources", "resources")
    yield Para("Orders are paid for with these. What is not spent is kept, up to the most that a seat can have.")
    rows = []
    for id_, resource in words.book.resources.items():
        doc = words.book.doc.resources[id_]
        rows.append(
            (resource.title, str(resource.start), str(resource.cap), doc.income or "none", sentence(doc.source))
        )
    yield Table(("Resource", "At the start", "At most", "Comes in", "Source"), tuple(rows))


def _orders(words: Words) -> Iterator[Block]:
    yield Heading(2, "Orders", "orders")
    yield Para(f"{len(words.book.orders)} order types, by domain.")
    lengths = words.played.lengths or LENGTHS
    for domain, ids in by_domain(words).items():
        yield Heading(3, domain.capitalize(), slug(f"domain-{domain}"))
        for id_ in ids:
            yield from order_blocks(words, words.book.orders[id_], lengths)


def _events(words: Words) -> Iterator[Block]:
    if words.book.doc.events:
        yield Heading(2, "Events", "events")
        yield Para("What follows when something happens by itself. “You” is the seat that it happens to.")
        yield _followed(words, words.book.doc.events)


def _reactions(words: Words) -> Iterator[Block]:
    if words.book.doc.reactions:
        yield Heading(2, "What publics make of the news", "reactions")
        yield Para(
            "Publics react to what is public, once, and never to what is merely true. “You” is the seat it is about."
        )
        yield _followed(words, words.book.doc.reactions)


_PUBLICS = {
    "conceded": "Giving way in public", "insulted": "Insulted in public", "crossed": "A red line of yours crossed",
    "kept": "Another keeps its word to you", "broken": "Another breaks its word to you",
}  # fmt: skip


def _publics(words: Words) -> Iterator[Block]:
    doc = words.book.doc.publics
    if doc is None:
        return
    yield Heading(2, "Giving way, insults, red lines and words", "publics")
    yield Para(
        "“You” is the seat whose public it is, “other” the seat that it gave way to, that insulted it or that gave its "
        f"word. An insult makes it dearer to give way to whoever gave it for {doc.affront_lasts}."
    )
    rows: list[tuple[Text, ...]] = []
    for name, title in _PUBLICS.items():
        for rule in getattr(doc, name):
            said = " ".join(words.effect(line, {"other": "seat"}) for line in rule.effects)
            when = sentence(in_words(rule.when, words, {"other": "seat"})) if rule.when else "Always."
            rows.append((Strong(title), when, said, sentence(rule.source)))
    yield Table(("What happens", "If", "What follows", "Source"), tuple(rows))


def _chances(words: Words) -> Iterator[Block]:
    if not words.book.doc.chances:
        return
    yield Heading(2, "What comes in nobody's hands", "chances")
    yield Para("It comes on a day of its own, drawn once when it first may come, and not if it may come no longer.")
    rows: list[tuple[Text, ...]] = []
    for chance in words.book.doc.chances.values():
        said = " ".join(words.effect(line, {}) for line in chance.effects)
        when = sentence(in_words(chance.when, words, {})) if chance.when else "Always."
        rows.append((Strong(chance.title), when, chance.mean, said, sentence(chance.source)))
    yield Table(("What comes", "If", "In the mean after", "What follows", "Source"), tuple(rows))


def _followed(words: Words, entries: object) -> Table:
    rows: list[tuple[Text, ...]] = []
    for id_, entry in dict(entries).items():  # type: ignore[call-overload]
        said = " ".join(words.effect(line, {}) for line in entry.effects)
        rows.append((Strong(sentence(id_.replace("-", " ")).rstrip(".")), said or "Nothing.", sentence(entry.source)))
    return Table(("What happens", "What follows", "Source"), tuple(rows))


def _questions(words: Words) -> Iterator[Block]:
    yield Heading(2, "What conditions may ask", "questions")
    yield Para("Conditions in the rulebook are made of these. Each is answered with a whole number; yes is 1, no is 0.")
    rows = tuple(
        (Code(str(function)), sentence(_doc(words, name, function.doc)))
        for name, function in sorted(words.book.functions.items())
    )
    yield Table(("Question", "Answer"), rows)
    yield Heading(3, "What is counted", "ledgers")
    shown = {"all": "everybody", "own": "the seat it is about", "umpire": "the umpire"}
    counts = tuple(
        (name, sentence(ledger.doc), shown[ledger.seen_by]) for name, ledger in sorted(words.book.ledgers.items())
    )
    yield Table(("Ledger", "What it holds", "Who knows"), counts)


def _doc(words: Words, name: str, doc: str) -> str:
    track = words.book.tracks.get(name)
    return f"The value of {track.title}, for {_PER[track.per]}" if track else doc
