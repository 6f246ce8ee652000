"""A ruling being made, as rows: reasons and marks, what they are worth, the outcome, effects, what each seat reads."""

from __future__ import annotations

from collections.abc import Iterator

from seawar.core.effects import Reported
from seawar.core.results import Roll, Settled
from seawar.core.rules import Rules
from seawar.core.rulings import REJECTED, Method
from seawar.core.state import PUBLIC
from seawar.net.wire import Pending, outcomes
from seawar.replay.argued_words import drew_words
from seawar.replay.effects_told import effect_words
from seawar.tui.argument import needed, stake
from seawar.tui.lines import Row, Span, row
from seawar.tui.ruling_sight import Sight, name_of, order_of
from seawar.tui.truth import Truth
from seawar.tui.words import about, band_words, minus

LABEL = 12
METHODS: tuple[tuple[Method, str], ...] = (("dice", "dice"), ("consensus", "consensus"), ("umpire", "white cell"))
"""How an argued order can be decided."""
ADD, TELL, SET = "add", "tell", "set"


def rows(sight: Sight) -> list[Row]:
    """The whole form, top to bottom."""
    found = [*_argument(sight), *_reasons(sight), *_outcome(sight), *_effects(sight), *_told(sight)]
    if sight.wrong:
        found += [Row(), row(("This cannot stand: ", "late"), sight.wrong)]
    return found


def foot(sight: Sight) -> list[Row]:
    """The one key that puts it on record."""
    if sight.same:
        return [row(("On record. Effects and words can still be added; Esc goes back.", "quiet"))]
    if sight.ruling.method == "dice" and not sight.thrown:
        return [
            row(f"  S  Throw the dice: {stake(sight.net, sight.net).replace(' on two dice', '')}", key=SET, bright=True)
        ]
    what = "Put the changes on record" if sight.result.key in sight.truth.rulings else "Put the ruling on record"
    return [row(f"  S  {what}", key=SET, bright=True)]


def _labelled(label: str) -> Span:
    return (f"{label:<{LABEL}}", "quiet")


def _argument(sight: Sight) -> Iterator[Row]:
    order, result = order_of(sight.truth, sight.result), sight.result
    if order is not None and order.argument is not None:
        yield row(_labelled("Action"), order.argument.action, hang=LABEL)
        yield row(_labelled("Effect"), order.argument.effect, hang=LABEL)
    elif order is not None and (what := about(sight.rules, sight.truth.teller.memory, order)):
        yield row(_labelled("Order"), what, hang=LABEL)
    if order is not None and order.rationale:
        yield row(_labelled("Rationale"), order.rationale, hang=LABEL)
    if not sight.kind.mechanism.words:
        drew = "".join(f", {roll_drew(roll)}" for roll in result.rolls if roll.band)
        yield row(_labelled("Computed"), f"{band_words(result.band)}{drew}", hang=LABEL)
    yield Row()


def roll_drew(roll: Roll) -> str:
    """What a roll drew, as dice where it is two dice."""
    return drew_words(str(roll.label[-1]), roll.drawn, roll.below)


def mark_words(mark: int) -> Span:
    """A mark as it stands at the end of its line."""
    return {1: ("strong +1", "you"), -1: ("strong −1", "late")}.get(mark, ("weak 0", "quiet"))


def _reasons(sight: Sight) -> Iterator[Row]:
    if not sight.weighed:
        return
    for at, point in enumerate(sight.points):
        if not at or sight.points[at - 1].worth != point.worth:
            head = "Reasons for it" if point.worth > 0 else "Reasons against it"
            yield row((head, "bold"), right="Left or Right switches: strong, weak" if not at else "")
        mark = sight.ruling.marks[at][0]
        yield row(f"{at + 1}  {point.text}", right=[mark_words(mark)], key=f"mark/{at}", hang=3)
    yield from window_rows(sight.rules, sight.truth, name_of(sight.rules, sight.pending, sight.result))
    net = minus(f"{sight.net:+}") if sight.net else "0"
    yield row((stake(sight.net, sight.net), "bold"), (f", net {net}", "quiet"))
    yield Row()


def window_rows(rules: Rules, truth: Truth, name: str, *, short: bool = False) -> Iterator[Row]:
    """Who was asked for reasons against, and how many came; `short` is silent where nobody was."""
    last, count = truth.asked.last.get(name), len(truth.asked.against(name))
    if last is None and short:
        return
    if last is None:
        yield row(("   Nobody was asked for reasons against; in the list of results, G asks.", "quiet"), hang=3)
        return
    who = ", ".join(rules.seats[seat].short for seat in last.to)
    came = f"{count or 'no'} reason{'s' * (count != 1)} against {'has' if count == 1 else 'have'} come in"
    if last.open:
        yield row((f"   {who}: asked, and can still answer; {came}.", "new"), hang=3)
    else:
        yield row((f"   {who}: asked; {came}; closed.", "quiet"), hang=3)


def _outcome(sight: Sight) -> Iterator[Row]:
    ruling = sight.ruling
    if sight.kind.mechanism.words:
        ways = METHODS if sight.weighed else METHODS[1:]
        yield row(_labelled("Decided by"), *_inline(ways, ruling.method), key="method", hang=LABEL)
    if sight.thrown:
        roll = next((roll for roll in sight.result.rolls if roll.band), None)
        drew = f"{roll_drew(roll)}; {needed(sight.net)} succeeds" if roll else ""
        yield row(_labelled("Outcome"), (band_words(sight.result.band), "you"), (f", {drew}", "quiet"), hang=LABEL)
    elif ruling.method == "dice":
        yield row(_labelled("Outcome"), ("as the dice have it", "quiet"))
    else:
        came: Span = (band_words(ruling.band), "text") if ruling.band else ("choose one", "late")
        computed = "as computed" if ruling.band == sight.result.band and not sight.kind.mechanism.words else ""
        yield row(_labelled("Outcome"), came, right=computed or "Left Right, Enter", key="band", hang=LABEL)
        if ruling.band == REJECTED:
            note = "No effect of the rulebook's, nobody is told by it; what the order cost stays paid."
            yield row((" " * LABEL, "text"), (note, "quiet"), hang=LABEL)
    yield Row()


def _inline(choices: tuple[tuple[Method, str], ...], at: str) -> Iterator[Span]:
    for key, words in choices:
        yield (f"[{words}] ", "bold") if key == at else (f" {words}  ", "quiet")


def bands(sight: Sight) -> list[str]:
    """Outcomes that can be set."""
    return [band for band in outcomes(sight.rules, sight.result) if band != "undecided"]


def _effects(sight: Sight) -> Iterator[Row]:
    yield row(("Effects besides those of the rulebook", "bold"))
    for at, effect in enumerate(sight.ruling.effects):
        if not isinstance(effect, Reported):
            text = effect_words(sight.rules, sight.truth.teller.memory, effect, sight.truth.state)
            yield row(minus(text), right="X takes it off", key=f"effect/{at}", hang=3)
    yield row(("+  ", "you"), ("add an effect", "quiet"), key=ADD)
    yield Row()


def audience_words(rules: Rules, to: str) -> str:
    return "Everybody" if to == PUBLIC else rules.seats[to].short


def _told(sight: Sight) -> Iterator[Row]:
    """Who will read what: pre-worded by the rules, and the umpire's own words."""
    undecided = len(sight.reads) > 1
    yield row(("What each seat will read", "bold"), right="" if undecided else "Enter: other words")
    for band, reads in sight.reads.items():
        if undecided:
            yield row((f"If {band_words(band).lower()}", "quiet"))
        for at, read in enumerate(reads):
            who = _labelled(audience_words(sight.rules, read.to))
            yield row(who, f"{read.source}: {read.text}", key="" if undecided else f"read/{at}", hang=LABEL)
        if not reads:
            yield row(("Nothing is told of it by the rules.", "quiet"))
    for to in sight.ruling.unsaid:
        said = ("not what the rules would have told", "truth")
        yield row(
            _labelled(audience_words(sight.rules, to)), said, right="X brings it back", key=f"unsaid/{to}", hang=LABEL
        )
    for at, effect in enumerate(sight.ruling.effects):
        if isinstance(effect, Reported):
            who = _labelled(", ".join(audience_words(sight.rules, to) for to in effect.report.to))
            text = (f"{effect.report.source}: {effect.report.text}", "truth")
            yield row(who, text, right="your words", key=f"effect/{at}", hang=LABEL)
    seat = sight.rules.seats[sight.result.seat].short
    yield row(
        (f"{seat} is told, too, what came of its order{' and what was drawn' if sight.result.rolls else ''}.", "quiet")
    )
    yield row(("+  ", "you"), ("tell a seat something", "quiet"), key=TELL)


def argued_rows(truth: Truth, pending: Pending, result: Settled, *, small: bool) -> Iterator[Row]:
    """An argued or a free result on the list: its words, and nothing of the dice before its reasons are marked."""
    kind = truth.rules.order_types[result.type]
    order = order_of(truth, result)
    if not kind.mechanism.words or result.band == "void" or order is None or order.argument is None:
        return
    most = 2 if small else 3
    yield row(("   Action ", "quiet"), order.argument.action, hang=10, most=most)
    if not small:
        yield row(("   Effect ", "quiet"), order.argument.effect, hang=10, most=most)
    ruled = truth.rulings.get(result.key)
    if ruled is None:
        count = sum(bool(reason.strip()) for reason in order.argument.reasons)
        what = (
            f"R marks its {count} reason{'s' * (count != 1)} and throws; {stake(result.net, result.net)} as it stands"
        )
        yield row((f"   {what if kind.mechanism.words == 'reasons' else 'J: only you can decide it'}", "new"), hang=3)
    else:
        drew = "".join(f", {roll_drew(roll)}" for roll in result.rolls if roll.band and not ruled.band)
        at = f" ({stake(result.net, result.net)}{drew})" if ruled.method == "dice" else f", {ruled.method} ruling"
        yield row(("   ", "text"), (band_words(result.result), "you"), (at, "quiet"), hang=3)
    if name := name_of(truth.rules, pending, result):
        yield from window_rows(truth.rules, truth, name, short=True)
