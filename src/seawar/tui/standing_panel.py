"""Where things stand for a seat, as rows: tracks that concern it and what it has left, each with its change."""

from __future__ import annotations

from seawar.core.state import UMPIRE
from seawar.core.tracks import TrackDef
from seawar.net.wire import Status
from seawar.tui.known import Known
from seawar.tui.lines import Row, Span, bar, row
from seawar.tui.words import names


def standing(known: Known, status: Status, *, small: bool) -> list[Row]:
    """What concerns the seat: itself first to last, then others as far as there is something to say of them."""
    rules, settled = known.rules, status.phase in ("review", "closed")
    rows: list[Row] = []
    for track in rules.tracks.values():
        keys = [key for key in known.view.tracks if _concerns(track, key, known.seat)]
        keys = [key for key in keys if len(keys) == 1 or _tells(known, key, settled=settled)]
        lines = [_track(known, track, key, settled=settled, small=small) for key in keys]
        joint = {"dyad": "with", "pair": "in"}.get(track.per, "")
        if lines and joint and not small:
            rows.append(row((f"{track.title} {joint}", "quiet")))
        rows += lines
        if lines and joint and not small:
            rows.append(Row())
    for resource in rules.resources.values():
        key = f"{resource.id}/{known.seat}"
        if key in known.view.resources:
            value = known.view.resources[key]
            squares = bar(min(value, resource.cap), 0, resource.cap) if not small else ""
            change = known.change(key, settled=settled)
            rows.append(_number(resource.title, squares, value, f"of {resource.cap}", change, small=small))
    return rows


def _tells(known: Known, key: str, *, settled: bool) -> bool:
    """Whether a relation is worth a line: it is not at rest, or has just come to rest."""
    return known.view.tracks[key] != 0 or known.change(key, settled=settled) != 0


def _concerns(track: TrackDef, key: str, seat: str) -> bool:
    id_, _, who = key.partition("/")
    if id_ != track.id:
        return False
    if track.per == "pair":
        return who.startswith(f"{seat}>")
    return seat in who.split(":") or who == "table" or seat == UMPIRE


def _track(known: Known, track: TrackDef, key: str, *, settled: bool, small: bool) -> Row:
    value, who = known.view.tracks[key], key.partition("/")[2]
    others = [part for part in who.replace(">", ":").split(":") if part in known.rules.seats and part != known.seat]
    title = track.title if not others else names(known.rules, others)
    if small and others and track.per == "pair":
        title = f"{track.title} in {title}"
    squares = bar(value, track.low, track.high)
    if small and track.per != "dyad":
        squares = ""
    return _number(title, squares, value, track.box(value), known.change(key, settled=settled), small=small, key=key)


def _number(title: str, squares: str, value: int, words: str, change: int, *, small: bool, key: str = "") -> Row:
    shown = f"{change:+}".replace("-", "−") if change else "0"
    if not small:
        text = f"{title[:15]:<15} {squares:<12} {str(value).replace('-', '−'):>2} "
    elif squares:
        text = f"{title[:6]:<6} {squares} {value} "
    else:
        text = f"{title[:18]:<18} {str(value).replace('-', '−'):>2} "
    spans: tuple[Span, ...] = ((text, "text"), (words, "text"))
    right: tuple[Span, ...] = ((shown, "text" if change else "quiet"),)
    return row(*spans, right=() if small and not change else right, key=f"track/{key}" if key else "", most=1)


def track_rows(known: Known, key: str) -> list[Row]:
    """The boxes of one track, where it stands, and how it came there."""
    track = known.rules.tracks[key.partition("/")[0]]
    value = known.view.tracks[key]
    rows: list[Row] = []
    for low, name in reversed(track.boxes):
        here = track.box(value) == name
        rows.append(row((f"{low:>3}  ".replace("-", "−"), "quiet"), (name, "bold" if here else "quiet"),
                        right=[(f"here, at {value}".replace("-", "−"), "you")] if here else ()))  # fmt: skip
    rows += [Row(), row(("How it came there", "bold"))]
    for turn, before, after in known.moves.get(key, []):
        label = known.rules.name(turn)
        text = f"{before} {track.box(before)} to {after} {track.box(after)}".replace("-", "−")
        rows.append(row((f"{label:<10}", "quiet"), text, hang=10))
    if key not in known.moves:
        rows.append(row(("It has not moved.", "quiet")))
    return rows


def track_title(known: Known, key: str) -> str:
    """`Tension, Japan and Korea`."""
    id_, _, who = key.partition("/")
    seats = [part for part in who.replace(">", ":").split(":") if part in known.rules.seats]
    joint = " in " if ">" in who else " and "
    return f"{known.rules.tracks[id_].title}, {joint.join(names(known.rules, [seat]) for seat in seats)}"
