"""What the white cell's panels say, as rows: seats, results, injects, the record, the truth of every track."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from seawar.core import calendar, schedule
from seawar.core.results import Settled
from seawar.core.rules import Inject, Rules
from seawar.core.state import PUBLIC, State
from seawar.net.wire import Pending, Status
from seawar.replay.deal_words import why_void
from seawar.replay.entries import Draw
from seawar.replay.text import draw_words
from seawar.replay.wording import order_words, word
from seawar.tui.lines import Row, Span, bar, row
from seawar.tui.person_rows import present
from seawar.tui.ruling_rows import argued_rows, roll_drew
from seawar.tui.truth import Truth
from seawar.tui.words import about, band_words, dated, dated_briefly, fired_when, gist, likely, names

NEXT, HAND_OVER = "next", "hand over"


def seats(truth: Truth, status: Status, *, small: bool) -> list[Row]:
    """Who has sealed how much, and who plays it."""
    rows: list[Row] = []
    for seat in truth.rules.seats.values():
        sheet = truth.sheets.get(seat.id)
        count = len(sheet.orders) if sheet else 0
        said: Span = ("drafting", "quiet") if status.phase == "plan" else ("", "quiet")
        if sheet:
            said = (f"{count} sealed" if count else "no change", "text")
        who = "person" if seat.id in status.people else "bot"
        name = seat.short if small else seat.title
        rows.append(row(name, right=[said, (f"   {who:<6}", "quiet")], key=f"seat/{seat.id}"))
    return rows


def sealed_words(truth: Truth, seat: str) -> list[Row]:
    """What a seat has sealed, and the way into its eyes."""
    sheet = truth.sheets.get(seat)
    rows = [row("See what it sees", key="eyes"), Row()]
    if sheet is None:
        return [*rows, row(("Nothing is sealed.", "quiet"))]
    if sheet.intent:
        rows.append(row(("Intent  ", "quiet"), sheet.intent, hang=8))
    for order in sheet.orders:
        what = about(truth.rules, truth.teller.memory, order)
        title = truth.rules.order_types[order.type].title
        rows.append(row(f"{title}: {what}" if what else title, hang=3))
        odds = truth.odds.get(order.key)
        if odds and gist(odds):
            rows.append(row((f"   {likely(truth.rules, order.partners, odds)}", "quiet"), hang=3))
        if order.rationale:
            rows.append(row((f"   {order.rationale}", "quiet"), hang=3))
    if not sheet.orders:
        rows.append(row("It gives no orders: no change."))
    return rows


def first_stop(foot: Sequence[Row]) -> str:
    """The bright line, or what stands there."""
    return next((one.key for one in foot if one.bright), foot[0].key if foot else "")


def next_rows(truth: Truth, status: Status, here: Sequence[str] = (), pending: Pending | None = None) -> list[Row]:
    """The one key that goes on, and what it does; `here` are the seats at this terminal.

    While results of `pending` wait, nothing is bright: N would release nothing.
    """
    label = truth.rules.turn_label.lower()
    waiting = names(truth.rules, present(status.waiting_for, status))
    away = names(truth.rules, [seat for seat in status.waiting_for if seat in status.away])
    match status.phase:
        case "opening":
            text, note = f"Open {label} 1", "Nothing has begun yet. Injects can be held or edited before."
        case "plan" if waiting and status.stage == "brief":
            text, note = "Team time", "The brief is over: the clock starts, and the seats draft and seal."
        case "plan" if waiting:
            text, note = "Settle without them", f"Waiting for {waiting}. Who has not sealed gives no orders."
        case "plan" if away:
            text, note = "Settle without them", f"Away, and nothing waits for them: {away}. All others have sealed."
        case "plan":
            text, note = "Settle", "All seats have sealed. Nothing is told to anyone before you release it."
        case "adjudicate" if pending is not None and pending.waiting:
            count = len(pending.waiting)
            text = f"{count} result{'s wait' if count != 1 else ' waits'}"
            said = f"{ruling_keys(truth.rules, pending)}; then N releases."
            return [row((f"     {text}", "quiet"), key=NEXT), row((said, "quiet"))]
        case "adjudicate":
            text, note = "Brief-out and release", "Accept or adjust the results, then release them to the seats."
        case "review" if status.ended and status.stage == "brief-out" and truth.rules.cut:
            text, note = "Hot wash", "The end has come. Look back together before the dice are revealed."
        case "review" if status.ended:
            text, note = "Close the exercise", "The end has come. Closing reveals the dice."
        case "review":
            upcoming = schedule.ahead(truth.rules, truth.state)[0]
            name = truth.rules.name(upcoming.turn).lower()
            text, note = f"Open {name}", "The seats read what came of it."
            if upcoming.leap:
                text = f"Leap to {calendar.date(upcoming.until, truth.rules.zone)}"
        case _:
            return [row(("The exercise is closed. Its journal can be replayed.", "quiet"))]
    early = status.phase == "plan" and waiting and status.stage != "brief"
    go_on = row(f"  N  {text}", key=NEXT, bright=not early)
    first = names(truth.rules, [seat for seat in present(here, status) if seat in status.waiting_for])
    if early and first:
        return [row(f"  Ctrl+L  Hand over to {first}", key=HAND_OVER, bright=True), go_on, row((note, "quiet"))]
    return [go_on, row((note, "quiet"))]


def ruling_keys(rules: Rules, pending: Pending) -> str:
    """`R marks its reasons`: the keys that decide what waits."""
    kinds = [rules.order_types.get(result.type) for result in pending.results if result.key in pending.waiting]
    ways = {kind.mechanism.words if kind else "" for kind in kinds}
    whose, it = ("its", "it") if len(kinds) == 1 else ("their", "them")
    said = {"reasons": f"R marks {whose} reasons", "action": f"J decides {it}", "": f"A accepts or J adjusts {it}"}
    if len(ways) > 1:
        said = {"reasons": "R marks reasons", "action": "J decides", "": "A accepts or J adjusts"}
    return ", ".join(words for way, words in said.items() if way in ways)


def results(truth: Truth, pending: Pending, *, small: bool) -> list[Row]:
    """What was settled and is not released: outcome, odds, draws; first what waits for a ruling."""
    rules, listed = truth.rules, [r for r in pending.results if r.type in truth.rules.order_types and r.band]
    ordered = sorted(listed, key=lambda r: r.key not in pending.waiting)
    count = len(pending.waiting)
    heading = f"{count} result{'s wait' if count > 1 else ' waits'} for your ruling" if count else "No ruling is needed"
    rows = [row((f"{heading}; {len(listed) - count} {'more ' * bool(count)}within the rules", "quiet")), Row()]
    for result in ordered:
        waits = result.key in pending.waiting
        what = order_words(rules, truth.teller.memory, result.type, result.targets, result.subject)
        ruled = result.ruled or (rules.order_types[result.type].mechanism.words and result.key in truth.rulings)
        right: Span = ("waits", "new") if waits else ("ruled", "truth") if ruled else ("", "quiet")
        can = result.band != "void"
        rows.append(row((f"{rules.seats[result.seat].short}: ", "bold"), what, right=right, hang=3,
                        key=f"result/{result.key}" if can else ""))  # fmt: skip
        if worded := list(argued_rows(truth, pending, result, small=small)):
            rows += worded
            continue
        rows.append(row(("   ", "text"), *_outcome(truth, result), hang=3))
        if waits:
            rows.append(row((f"   waits because {pending.waiting[result.key]}", "new"), hang=3))
        odds = truth.odds.get(result.key)
        if odds and gist(odds):
            partners = truth.partners(result.seat, result.key)
            rows.append(row((f"   odds it saw: {likely(rules, partners, odds)}", "quiet"), hang=3))
        if result.mods and not small:
            why = "; ".join(f"{add:+} {because}" for add, because in result.mods).replace("-", "−")
            rows.append(row((f"   in truth net {result.net:+}: {why}".replace("-", "−"), "quiet"), hang=3))
    return [*rows, *_encounters(truth, pending), *_deals(truth, pending)]


def _deals(truth: Truth, pending: Pending) -> list[Row]:
    """What came of deals that were to be carried out."""
    rows: list[Row] = []
    for result in pending.results:
        deal = truth.teller.dealings.deals.get(result.subject) if result.type == "deal" else None
        if deal:
            void = f"void: {why_void(truth.rules, result.note)}"
            came: Span = (void, "late") if result.note else ("carried out", "you")
            rows += [row(("Deal: ", "bold"), deal.proposal.title, hang=3), row(("   ", "text"), came, hang=3)]
    return [Row(), *rows] if rows else []


def _outcome(truth: Truth, result: Settled) -> Iterable[Span]:
    if result.note:
        yield (f"Void: {word(truth.rules, {}, result.note)} did not seal it", "late")
        return
    yield (band_words(result.result), "you")
    if result.ruled:
        yield (f" by your ruling; computed: {band_words(result.band).lower()}", "truth")
    for roll in result.rolls:
        if roll.band:
            yield (f", {roll_drew(roll)}", "quiet")


def _encounters(truth: Truth, pending: Pending) -> list[Row]:
    rows: list[Row] = []
    for result in pending.results:
        if result.type in truth.rules.order_types or result.seat or not any(roll.band for roll in result.rolls):
            continue
        if not result.subject:
            continue
        rows += [Row(), row((order_words(truth.rules, truth.teller.memory, result.type, {}, result.subject), "bold"))]
        for roll in result.rolls:
            draw = Draw(str(roll.label[-1]), roll.drawn, roll.below, roll.band)
            rows.append(row((f"   {draw_words(truth.rules, truth.teller.memory, draw)}", "quiet"), hang=3))
    return rows


def injects(truth: Truth, *, small: bool) -> list[Row]:
    """The MSEL with its status."""
    rows: list[Row] = []
    rules, now = truth.rules, truth.state.now
    due = {one.id: one.at for one in rules.msel if one.at}
    dates = {id_: dated_briefly(rules, at, now) if small else dated(rules, at) for id_, at in due.items()}
    wide = max([6, *map(len, dates.values())])
    hang = wide + 5
    for inject in truth.rules.msel:
        when = dates.get(inject.id, "if")
        to = "all" if PUBLIC in inject.to else names(truth.rules, inject.to)
        word, role = status_of(truth.rules, truth.state, inject)
        spans: list[Span] = [(f"{inject.id}  {when:<{wide}} ", "quiet"), (inject.title, "text")]
        if not small:
            spans.append((f"  to {to}", "quiet"))
        rows.append(row(*spans, right=[(word, role)], key=f"inject/{inject.id}", hang=hang, most=1))
        reason = truth.state.held.get(inject.id) or truth.state.skipped.get(inject.id)
        if reason:
            rows.append(row((" " * hang, "quiet"), (reason, "truth"), hang=hang, most=2))
    return rows


def status_of(rules: Rules, state: State, inject: Inject) -> Span:
    """Planned, ready (its condition holds), held, fired or skipped."""
    if inject.id in state.fired:
        turn = state.fired[inject.id]
        return (f"fired {fired_when(rules, turn)}" if rules.plan.place(turn) else "read in", "quiet")
    if inject.id in state.skipped:
        return ("skipped", "quiet")
    if inject.id in state.held:
        return ("held", "new")
    if inject.when is not None and state.turn and inject.when(rules.facts(rules, state), {"turn": state.turn}):
        return ("ready", "new")
    return ("planned", "text") if inject.id not in state.edited else ("edited", "truth")


def inject_words(truth: Truth, inject: Inject) -> list[Row]:
    """All of one inject, for reading before it is fired."""
    state = truth.state
    to = "everyone" if PUBLIC in inject.to else names(truth.rules, inject.to)
    rows = [
        row(state.edited.get(inject.id, inject.text)), Row(),
        row(("Read by    ", "quiet"), to, hang=11), row(("Told by    ", "quiet"), inject.source, hang=11),
        row(("Expect     ", "quiet"), inject.expect, hang=11), row(("Learning   ", "quiet"), inject.objective, hang=11),
        row(("Note       ", "quiet"), inject.note, hang=11),
    ]  # fmt: skip
    reason = state.held.get(inject.id) or state.skipped.get(inject.id)
    return [*rows, row(("Reason     ", "quiet"), (reason, "truth"), hang=11)] if reason else rows


def record(truth: Truth) -> list[Row]:
    """What was put on record, oldest first."""
    return [row((f"{n:>5}  ", "quiet"), line, hang=7) for n, line in truth.record[-400:]]


def standing(truth: Truth, *, small: bool) -> list[Row]:
    """Every track in truth, with its change in this turn."""
    rows: list[Row] = []
    state = truth.state
    for track in truth.rules.tracks.values():
        lines = []
        for key, value in state.tracks.items():
            id_, _, who = key.partition("/")
            change = value - truth.before.get(key, value)
            if id_ != track.id or (not value and not change):
                continue
            parts = who.replace(">", ":").split(":")
            title = (" to " if ">" in who else ", ").join(names(truth.rules, [part]) for part in parts)
            shown = f"{change:+}".replace("-", "−") if change else ""
            squares = "" if small else f"{bar(value, track.low, track.high):<13}"
            text = f"{title:<16.16} {squares}{str(value).replace('-', '−'):>2} {track.box(value)}"
            lines.append(row(text, right=[(shown, "text")], most=1))
        if lines:
            rows += [row((track.title, "quiet")), *lines, Row()]
    return rows
