"""Words for what was recorded as data, from what the reader knows.

A report holds ids. Whoever reads it gets them worded by their own view: the same contact is "2 Tu-95"
to one and "an aircraft, not identified" to another, and no text can tell more than its reader knows.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from seawar.core.rules import Rules
from seawar.core.state import PUBLIC, UMPIRE, Contact, Report
from seawar.domains.odds import WAITS

ENGINE = {
    "air.intercept": "Encounter",
    "air.detect": "Radar",
    "air.false-alarm": "Radar screen",
    "air.enter": "Entry",
    "air.share": "A partner's radar picture",
    "air.leave": "Leaving",
    "air.season": "A season of flights",
    "air.salvo": "A salvo",
    "cyber.dwell": "Staying in a network",
    "cyber.find": "Watching one's own networks",
    "cyber.disclose": "What firms and reporters bring to light",
    "economic.days": "Days of trade",
    "diplomatic.publics": "Publics",
    "deal": "Deal",
    "diplomatic.agree": "An agreement",
    "diplomatic.concession": "Publics at home, of giving way",
    "diplomatic.insult": "Publics, of an insult",
    "diplomatic.word": "A word kept or broken",
    "diplomatic.red-line": "A red line",
    "diplomatic.chance": "In nobody's hands",
    "diplomatic.stale": "What was news",
    "programme.deliver": "A programme delivers",
    "maritime.presence": "Ships in the same waters",
    "maritime.search": "A search under water",
    "air.lock-on": "A radar locked on",
    "inject": "Inject",
    "end": "End",
    "clock": "The clock",
    "income": "Income",
    "return": "Back at its base",
    "condition": "A timed condition runs out",
    "lapse": "A notice takes effect",
    "ease": "With time",
    "gone": "Gone since",
    "ended": "A standing order that its segment ended",
    "charge": "Costs and standing orders",
    "range": "Held to its range",
}
"""What the engine settles by itself, in words."""

BANDS = {
    "turned_back": "turns back",
    "shadowed_out": "identified and shadowed out",
    "stayed": "stays, up to the ceiling",
    "unsafe": "unsafe, they pass too close",
    "lost": "an aircraft is lost",
    "late": "too late, it has gone",
    "quiet": "nothing came there",
    "done": "it is done",
    "asks": "agreed, at the asking side",
    "said_already": "said already",
    "airborne": "in the air as ordered",
    "grounded": "nothing free to fly it",
    "setback": "setback",
    "stalemate": "no movement",
    "success": "success",
    "decisive": "more than hoped",
    "void": "void",
    "holds": "it holds",
    "fails": "it fails",
    "succeeds": "it succeeds",
    "undecided": "not decided yet",
    "granted": "granted",
    "partly": "in part",
    "refused": "refused",
    "answered": "answered",
    "missed": "missed",
    "incident": "an incident on the way",
    "shut": "the field is shut",
    "held": "the field stays open",
    "empty": "nothing was fired",
    "stopped": "all were stopped",
    "leaked": "some came through",
    "spent": "the magazine is empty",
    "moved": "moved out of reach",
    "nowhere": "there was nowhere to move to",
    "recorded": "recorded beyond doubt",
    "disputed": "disputed",
    "nobody_there": "nobody was there",
    "alone": "alone there",
    "shadowed": "shadowed throughout",
    "collision": "ships collided",
    "no_ships": "no ships were free",
    "found": "found",
    "nothing": "nothing was found",
    "unseen": "passed unseen",
    "tracked": "followed on the way",
    "none_sent": "none was sent",
    "unattributed": "nobody can say whose",
    "attributed": "known whose they are",
    "no_fleet": "no fleet was free",
    "detained": "the boat and its crew are held",
    "got_away": "the boat got away",
    "rammed": "the boat rammed the cutter",
    "released": "released",
    "nobody_held": "nobody was held",
    "in": "inside the network",
    "out_unnoticed": "kept out, and not noticed",
    "out_noticed": "kept out, and noticed",
    "works_unseen": "it works, and nobody saw how",
    "works_seen": "it works, and left traces",
    "fizzles_unseen": "it comes to nothing, unseen",
    "fizzles_seen": "it comes to nothing, and left traces",
    "no_access": "no way in was left",
    "shown": "shown",
    "nothing_to_show": "there was nothing to show",
    "believed": "believed",
    "doubted": "doubted",
    "bites": "it bites",
    "glances": "it glances off",
    "goes_on": "it goes on",
    "ended": "it has ended",
    "no_trade": "there is no such trade",
    "on_course": "on course",
    "slips": "it slips",
    "underway": "under way already",
    "conceded": "settled by a concession",
    "won": "settled as asked",
    "open": "still open",
    "filed": "filed",
    "pending": "pending",
    "upheld": "upheld",
    "rejected": "rejected",
    "not_accepted": "not accepted, nothing comes of it",
    "chosen": "chosen",
    "outbid": "outbid",
    "no_tender": "nobody asked for bids",
    "concluded": "concluded",
    "offered": "offered, not yet taken up",
    "both": "both moved",
    "one": "one of them moved",
    "neither": "neither moved",
    "on_schedule": "on schedule",
    "slipping": "behind schedule",
    "minor setback": "minor setback",
}
"""Outcome bands as a person would say them, on screens and in the record; one that is not here is shown by its name."""

Known = Mapping[str, Contact]
"""Contacts as the reader knows them, or last knew them."""

_PLACE = re.compile(r"\{([^{}]*)\}")


def band_words(band: str) -> str:
    """An outcome in the middle of a sentence."""
    if band in WAITS:
        return "a day is drawn"
    return BANDS.get(band, band.replace("_", " "))


def ruling_words(band: str) -> str:
    """The outcome that a ruling sets; without one the dice decide."""
    return band_words(band) or "as the dice have it, with the marks given"


STAGES = {
    "brief": "brief",
    "team": "team time",
    "adjudicate": "adjudicate",
    "brief-out": "brief-out",
    "leap": "leap",
    "hot-wash": "hot wash",
}
"""Items of the run sheet."""


def stage_words(stage: str) -> str:
    return STAGES.get(stage, stage)


def report_line(rules: Rules, known: Known, report: Report) -> str:
    """`08:46  Pilots: 2 Tu-95 turned away.`"""
    at = rules.moment(report.at)
    return f"{at}  {report.source}: {sentence(rules, known, report)}"


def sentence(rules: Rules, known: Known, report: Report) -> str:
    words = _PLACE.sub(lambda place: _named(rules, known, report.args.get(place[1], "")), report.text)
    return words[:1].upper() + words[1:]


def _named(rules: Rules, known: Known, id_: str) -> str:
    """As `word`, inside a sentence: seats with their article."""
    return rules.seats[id_].in_text if id_ in rules.seats else word(rules, known, id_)


def word(rules: Rules, known: Known, id_: str) -> str:
    """The title of an id, as this reader knows it."""
    if id_ in rules.seats:
        return rules.seats[id_].title
    if id_ == UMPIRE:
        return "White cell"
    if id_ in rules.map.areas:
        return rules.map.areas[id_].title
    if id_ in rules.map.routes:
        return rules.map.routes[id_].title
    if id_ in rules.agreements:
        return rules.agreements[id_].title
    if id_ in rules.matters:
        return rules.matters[id_].title
    if id_ in rules.goods:
        return rules.goods[id_]
    if id_ in rules.voices:
        return rules.voices[id_].title
    if id_ in rules.order_types:
        return rules.order_types[id_].title
    if chance := next((chance for chance in rules.chances if chance.id == id_), None):
        return chance.title
    if re.fullmatch(r"t[0-9a-f]{6}", id_):
        return contact_words(known.get(id_), id_)
    if ", " in id_:
        parts = [word(rules, known, part) for part in id_.split(", ")]
        return f"{', '.join(parts[:-1])} and {parts[-1]}"
    return id_


def contact_words(contact: Contact | None, id_: str) -> str:
    """What is known of a contact in a few words."""
    track = f"track {id_[1:4].upper()}"
    if contact is None or not contact.title or contact.count is None:
        return f"an aircraft, not identified ({track})"
    if contact.count == 0:
        return f"nothing ({track} was a false echo)"
    return f"{contact.count} {contact.title} ({track})"


def order_words(rules: Rules, known: Known, type_: str, targets: dict[str, str], subject: str = "") -> str:
    """`Scramble and identify: Dokdo/Takeshima, 1 A-50 (track 3FA)`."""
    kind = rules.order_types.get(type_)
    title = kind.title if kind else ENGINE.get(type_, type_)
    parts = [word(rules, known, id_) for id_ in targets.values()]
    if subject and subject not in targets.values():
        parts.append(word(rules, known, subject))
    return f"{title}: {', '.join(parts)}" if parts else title


def result_words(rules: Rules, known: Known, key: str) -> str:
    """`Announce restraint by Japan (Republic of Korea)`, of the key of an order's result."""
    type_, _, rest = key.partition("/")
    seat, *ids = rest.split("/")
    title = order_words(rules, known, type_, {})
    about = ", ".join(word(rules, known, id_) for id_ in ids)
    return f"{title} by {word(rules, known, seat)}" + (f" ({about})" if about else "")


def change_words(rules: Rules, key: str, before: int, after: int) -> str:
    """`Tension Japan and Russia: 3 show of force to 5 scrambles`."""
    id_, _, who = key.partition("/")
    if id_ in rules.resources:
        return f"{rules.resources[id_].title}: {before} to {after}"
    track = rules.tracks[id_]
    boxes = f"{before} {track.box(before)} to {after} {track.box(after)}"
    return f"{track.title} {between(rules, who)}: {boxes}" if who != "table" else f"{track.title}: {boxes}"


def value_words(rules: Rules, key: str, value: int) -> str:
    """`Tension Japan and Russia: 3 show of force`, of a track or a resource."""
    id_, _, who = key.partition("/")
    title = rules.resources[id_].title if id_ in rules.resources else rules.tracks[id_].title
    box = f" {rules.tracks[id_].box(value)}" if id_ in rules.tracks else ""
    return f"{title} {between(rules, who)}: {value}{box}" if who != "table" else f"{title}: {value}{box}"


def between(rules: Rules, who: str) -> str:
    """`Japan and Russia` of a dyad, `Japan towards Russia` of a pair, `Japan` of a seat."""
    join = " and " if ":" in who else " towards "
    return join.join(rules.seats[s].title if s in rules.seats else s for s in re.split("[:>]", who))


def seats_words(rules: Rules, ids: Iterable[str]) -> str:
    """`Japan and Russia`; the public is everybody."""
    names = ["everybody" if id_ == PUBLIC else word(rules, {}, id_) for id_ in ids]
    return " and ".join((", ".join(names[:-1]), names[-1])) if len(names) > 1 else "".join(names)
