"""What a rulebook says by ids, in words: who is meant, what an effect line does, what a band is called."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from seawar.content.book import Book, Played
from seawar.content.groups import actors_of
from seawar.report.document import listed, sentence

GROUPS = {
    "self": "you",
    "partner": "the co-signer",
    "contact.owner": "the owner of the contact",
    "others": "all other seats",
    "witnesses": "the others who see the contact",
    "claimants": "the others who claim the area",
    "zoned": "the others whose zone covers the area",
    "parties": "the other parties",
    "area.holder": "the holder of the area",
    "public": "the public",
    "contact": "the contact",
    "at": "the time",
}
TARGETS = {
    "area": "the area", "contact": "the contact", "seat": "the seat named", "route": "the route",
    "agreement": "the agreement", "matter": "the matter",
}  # fmt: skip
STATUS = {
    "none": "is off the table", "negotiating": "is being negotiated", "in-force": "is in force",
    "notice-given": "is under notice", "suspended": "is suspended", "lapsed": "has lapsed",
}  # fmt: skip
_PLACES = re.compile(r"\{([^{}]*)\}")


class Words:
    """Names in full where there are any, for one rulebook."""

    def __init__(self, book: Book, played: Played, *, boxed: bool = True) -> None:
        self.book, self.played, self.boxed = book, played, boxed

    def without_boxes(self) -> Words:
        """The same, where the names of boxes would mislead: a track's steps are named after one domain's incidents."""
        return Words(self.book, self.played, boxed=False)

    def title(self, kind: str, id_: str) -> str:
        """The title of a seat, agreement or matter; its id in words where no scenario gives one."""
        known = self.played.titles.get(kind, {}).get(id_, "")
        return known or (id_.upper() if id_ in actors_of(self.book.doc) and len(id_) < 5 else id_.replace("-", " "))

    def seats(self, ids: tuple[str, ...]) -> str:
        return listed(self.title("seat", id_) for id_ in ids)

    def who(self, name: str, targets: Mapping[str, str]) -> str:
        """Whom a reference means; `targets` gives the kinds of an order's targets."""
        if name in targets:
            kind = targets[name]
            return TARGETS.get(kind, f"the {kind}") if name == kind else f"the {name} {kind}"
        if name in GROUPS:
            return GROUPS[name]
        kind = next((kind for kind in ("agreement", "matter") if name in self.played.titles.get(kind, {})), "seat")
        return self.title(kind, name)

    def track_of(self, spec: Any, targets: Mapping[str, str]) -> str:
        """`Tension between you and the seat named`."""
        track = self.book.tracks[spec.track]
        first, second = self.who(spec.seat, targets), self.who(spec.with_ or "self", targets)
        match track.per:
            case "table":
                return track.title
            case "seat":
                return _whose(track.title, first)
            case "dyad":
                return f"{track.title} between {first} and {second}"
            case _:
                return f"{_whose(track.title, first)} towards {second}"

    def effect(self, line: Mapping[str, Any], targets: Mapping[str, str]) -> str:
        """One effect line as a sentence."""
        verb, spec = next((verb, spec) for verb, spec in line.items() if spec is not None)
        told = _VERBS.get(verb)
        said = told(self, spec, targets) if told else _plainly(verb, spec)
        return sentence(said)

    def quoted(self, text: str, targets: Mapping[str, str]) -> str:
        """News, with what will stand in its places in brackets."""
        named = {"self": "your name"}
        return _PLACES.sub(lambda place: f"[{named.get(place[1]) or self.who(place[1], targets)}]", text)


def _whose(title: str, seat: str) -> str:
    return f"your {title}" if seat == "you" else f"{title} of {seat}"


def steps(by: int, *, up: str = "rises", down: str = "falls") -> str:
    return f"{up if by > 0 else down} by {abs(by)}"


def with_unit(value: int, doc: str, name: str = "") -> str:
    """A number as a player reads it: what its own text calls per mille stands in percent."""
    if "per mille" not in f"{doc} {name}".casefold():
        return str(value).replace("-", "−")
    tenths = f".{value % 10}" if value % 10 else ""
    return f"{value // 10}{tenths} %"


def in_percent(doc: str) -> str:
    """The text of a number that is printed in percent."""
    return re.sub(r"[Pp]er mille(?:[,;] | of )?", lambda found: _SHARE[found[0]], doc)


_SHARE = {
    "Per mille": "Share", "per mille": "share", "Per mille, ": "Share, ", "per mille, ": "share, ",
    "Per mille; ": "In percent; ", "per mille; ": "in percent; ",
    "Per mille of ": "Share of ", "per mille of ": "share of ",
}  # fmt: skip


def band(name: str) -> str:
    """A band as the heading of a column."""
    return sentence(name.replace("_", " ")).rstrip(".")


def _plainly(verb: str, spec: Mapping[str, Any]) -> str:
    """A verb that has no words here: what is set, one after the other."""
    return f"{verb.strip('_')}: " + ", ".join(f"{name.strip('_')} {value}" for name, value in spec.items())


def _raise(words: Words, spec: Any, targets: Mapping[str, str]) -> str:
    track = words.book.tracks[spec.track]
    box = f" ({track.box(spec.to)})" if words.boxed else ""
    to = str(spec.to).replace("-", "−")
    return f"{words.track_of(spec, targets)} rises to {to} of {track.high} at the least{box}"


def _gain(words: Words, spec: Any, targets: Mapping[str, str]) -> str:
    return f"{_whose(words.book.resources[spec.resource].title, words.who(spec.seat, targets))} {steps(spec.by)}"


def _learn(words: Words, spec: Any, targets: Mapping[str, str]) -> str:
    topic = spec.topic.replace("-", " ")
    return (
        f"what {words.who(spec.seat, targets)} can know about “{topic}” grows by {spec.by}, and by less when repeated"
    )


def _tell(words: Words, spec: Any, targets: Mapping[str, str]) -> str:
    return f"news to {words.who(spec.to, targets)}, from {spec.source}: “{words.quoted(spec.text, targets)}”"


def _publish(words: Words, spec: Any, targets: Mapping[str, str]) -> str:
    return f"it becomes public about {words.who(spec.about, targets)}: {spec.topic.replace('-', ' ')}"


def _say(words: Words, spec: Any, targets: Mapping[str, str]) -> str:
    known = spec.about in targets or spec.about in GROUPS
    about = words.who(spec.about, targets) if known else f"“{spec.about.replace('-', ' ')}”"
    return f"it is on record before {words.who(spec.to, targets)} that you say “{spec.says}” about {about}"


def _matter(words: Words, spec: Any, targets: Mapping[str, str]) -> str:
    holder = f", held by {words.who(spec.holder, targets)}" if spec.holder else ""
    status = spec.status.replace("-", " ")
    return f"the state of “{words.title('matter', spec.matter)}” is “{status}” from then on{holder}"


def _agreement(words: Words, spec: Any, targets: Mapping[str, str]) -> str:
    named = spec.agreement in targets
    which = words.who(spec.agreement, targets) if named else words.title("agreement", spec.agreement)
    return f"{which} {STATUS[spec.status]} from then on"


def _condition(words: Words, spec: Any, targets: Mapping[str, str]) -> str:
    between = f"{words.who(spec.seat, targets)} and {words.who(spec.with_, targets)}"
    return f"“{spec.name.replace('-', ' ')}” holds between {between} for {spec.lasts}"


def _share(words: Words, spec: Any, targets: Mapping[str, str]) -> str:
    return f"{words.who(spec.contact, targets)} is shown to {words.who(spec.with_, targets)}, as well as you see it"


def _station(words: Words, spec: Any, targets: Mapping[str, str]) -> str:
    return f"the nearest force that is ready stays in the air over {words.who(spec.area, targets)} for {spec.lasts}"


def _tally(words: Words, spec: Any, targets: Mapping[str, str]) -> str:
    ledger = words.book.ledgers.get(spec.ledger)
    what = ledger.doc.rstrip(".") if ledger else spec.ledger
    return f"the count “{what}” of {words.who(spec.seat, targets)} {steps(spec.by)}"


_VERBS: Mapping[str, Callable[[Words, Any, Mapping[str, str]], str]] = {
    "adjust": lambda words, spec, targets: f"{words.track_of(spec, targets)} {steps(spec.by)}",
    "raise_": _raise,
    "gain": _gain,
    "learn": _learn,
    "tell": _tell,
    "publish": _publish,
    "say": _say,
    "matter": _matter,
    "agreement": _agreement,
    "condition": _condition,
    "share": _share,
    "station": _station,
    "tally": _tally,
}
VERBS = frozenset(_VERBS)
