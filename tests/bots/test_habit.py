"""That a bot plays what its view allows, and nothing else moves it."""

from __future__ import annotations

import inspect

import pytest
from msgspec.structs import replace
from samples.strait import SEATS, flight, opened, rules_of, wild_turns, with_contact

from seawar.adjudicate.validate import validate_sheet
from seawar.bots.habit import HabitBot
from seawar.bots.random_legal import RandomLegalBot
from seawar.bots.temperament import TEMPERAMENTS
from seawar.core.orders import Order
from seawar.core.rules import Rules
from seawar.core.state import State
from seawar.core.view import View, view_for

SEED = b"s" * 32


def bot(rules: Rules, seat: str, seed: bytes = SEED, temperament: str = "") -> HabitBot:
    return HabitBot(rules, seat, seed, temperament)


def often(rules: Rules, seat: str, view: View, temperament: str = "") -> list[Order]:
    """What it orders in one situation under sixty seeds."""
    return [o for i in range(60) for o in bot(rules, seat, bytes([i]) * 32, temperament).plan(view).orders]


@pytest.mark.parametrize("temperament", TEMPERAMENTS)
@pytest.mark.parametrize("seat", SEATS)
@pytest.mark.parametrize("number", range(8))
def test_a_bots_sheet_is_always_legal(seat: str, number: int, temperament: str) -> None:
    """Whatever the others did to the table, its sheet can be sealed as it stands."""
    rules = rules_of()
    for state, _, _ in wild_turns(rules, number):
        view = view_for(rules, state, seat)
        sheet = bot(rules, seat, temperament=temperament).plan(view)
        assert validate_sheet(rules, view, sheet) == []
        assert (sheet.seat, sheet.turn) == (seat, state.turn)


@pytest.mark.parametrize("seat", SEATS)
def test_the_same_view_gives_the_same_sheet(seat: str) -> None:
    """A bot keeps nothing from turn to turn, and rolls by label."""
    rules = rules_of()
    one = bot(rules, seat)
    for state, _, _ in wild_turns(rules, 2):
        view = view_for(rules, state, seat)
        assert one.plan(view) == one.plan(view) == bot(rules, seat).plan(view)


def test_what_is_hidden_does_not_move_it() -> None:
    """Another truth that looks the same to north gets the same orders from it."""
    rules = rules_of()
    for state, _, _ in wild_turns(rules, 4):
        other: State = state.copy()
        other.resources["sorties/east"] = 0
        other.forces["e-one"] = replace(other.forces["e-one"], count=1)
        one, two = (bot(rules, "north").plan(view_for(rules, s, "north")) for s in (state, other))
        assert one == two


def test_seeds_and_seats_differ() -> None:
    """Other seeds play other games."""
    rules = rules_of()
    view = view_for(rules, opened(rules), "south")
    plans = {str(bot(rules, "south", bytes([i]) * 32).plan(view)) for i in range(30)}
    assert len(plans) > 3


def test_habits_are_played() -> None:
    """Over many seeds each habit that its turn allows is seen, with the envelope that the scenario gives it."""
    rules = rules_of()
    view = view_for(rules, opened(rules), "north")
    orders = often(rules, "north", view, "assertive")
    assert {o.type for o in orders} >= {"air.guard", "press", "share"}
    assert {(o.targets["area"], o.ceiling, o.stands) for o in orders if o.type == "air.guard"} == {("rock", 4, True)}
    assert {o.partners for o in orders if o.type == "share"} == {("south",)}


def test_a_habit_of_weight_nothing_is_never_played() -> None:
    """Weight 0 switches a habit off."""
    rules = rules_of()
    view = view_for(rules, opened(rules), "east")
    assert "judged" not in {o.type for o in often(rules, "east", view)}


def test_a_bot_is_given_no_state() -> None:
    """Its only way to the table is one view."""
    assert list(inspect.signature(HabitBot.plan).parameters) == ["self", "view"]
    assert not any(isinstance(value, State) for value in vars(bot(rules_of(), "north")).values())


def kinds(rules: Rules, temperament: str) -> tuple[int, int]:
    """How many orders that calm, and that send forces, all three seats give at the start."""
    view = {seat: view_for(rules, opened(rules), seat) for seat in SEATS}
    orders = [rules.order_types[o.type] for seat in SEATS for o in often(rules, seat, view[seat], temperament)]
    return sum(kind.calms for kind in orders), sum(bool(kind.force_kind) for kind in orders)


CALM = (("    title: Share\n", "    title: Share\n    calms: true\n"),)


def test_the_cautious_calm_more_and_send_less() -> None:
    """The same habits, leaned on two ways."""
    rules = rules_of(rulebook=CALM)
    (calm, sent), (less_calm, more_sent) = kinds(rules, "cautious"), kinds(rules, "assertive")
    assert calm > less_calm
    assert sent < more_sent


def test_the_cautious_set_lower_ceilings() -> None:
    """One rung below what the habit allows; the assertive use it all."""
    rules = rules_of()
    view = view_for(rules, opened(rules), "north")
    for temperament, ceiling in (("cautious", 3), ("assertive", 4)):
        guards = [o for o in often(rules, "north", view, temperament) if o.type == "air.guard"]
        assert {o.ceiling for o in guards} == {ceiling}


def test_a_seat_has_a_temperament_of_its_own() -> None:
    """Cautious unless its scenario says otherwise; the facilitator may say otherwise again."""
    bold = rules_of((("    cell: north\n", "    cell: north\n    temperament: assertive\n"),))
    assert bot(rules_of(), "north").temper.name == "cautious"
    assert bot(bold, "north").temper.name == "assertive"
    assert bot(bold, "north", temperament="cautious").temper.name == "cautious"


def test_a_reserve_is_kept_for_what_calms() -> None:
    """The last influence of the cautious does not go into pressing; the assertive spend it."""
    rules = rules_of()
    state = opened(rules)
    state.resources["influence/south"] = 1
    view = view_for(rules, state, "south")
    assert "press" not in {o.type for o in often(rules, "south", view, "cautious")}
    assert "press" in {o.type for o in often(rules, "south", view, "assertive")}


@pytest.mark.parametrize(("enter", "meets"), [(25, True), (0, False)])
def test_what_must_fail_is_not_ordered(enter: int, meets: bool) -> None:
    """A contact that is gone before its fighters can be there is left alone; one that can be met is met."""
    rules = rules_of()
    state = with_contact(rules, flight(rules, enter=enter, stay=4), {"north": 1})
    assert ("air.meet" in {o.type for o in often(rules, "north", view_for(rules, state, "north"))}) is meets


PRESS = "- {order: press, targets: {seat: east}, weight: 20}"


def presses(habit: str, aim: str) -> int:
    rules = rules_of(((PRESS, f"- {{order: press, targets: {{seat: east}}, weight: 20, {habit}}}"),
                      ("""met: 'tension("north","east") < 6'""", f"met: '{aim}'")))  # fmt: skip
    view = view_for(rules, opened(rules), "north")
    return sum(o.type == "press" for o in often(rules, "north", view))


NEVER, ALWAYS = "turn > 50", "turn >= 1"
"""Not met, or met, in every turn of these games, but not by its words alone."""


def test_an_aim_that_is_not_met_presses() -> None:
    """The habit that serves it is followed more often than while it is met."""
    assert presses("serves: calm", NEVER) > presses("serves: calm", ALWAYS)


def test_an_aim_that_may_be_lost_holds_back() -> None:
    """The habit that risks it is followed less often, until it is lost."""
    assert presses("risks: calm", ALWAYS) < presses("risks: calm", NEVER)


def test_a_habit_of_the_other_mood_is_rare() -> None:
    """It keeps a quarter of its weight."""
    assert presses("mood: assertive", ALWAYS) < presses("mood: cautious", ALWAYS)


def test_orders_say_why_in_the_briefs_words() -> None:
    """The habit's line is the rationale, the aim it serves the intent; without either nothing is made up."""
    told = "- {order: press, targets: {seat: east}, weight: 900, serves: calm, why: Talk first.}"
    rules = rules_of(((PRESS, told),))
    view = view_for(rules, opened(rules), "north")
    sheet = bot(rules, "north").plan(view)
    assert sheet.intent == rules.seats["north"].aims[0].text
    assert {o.rationale for o in sheet.orders if o.type == "press"} == {"Talk first."}
    assert {o.rationale for o in sheet.orders if o.type != "press"} <= {""}
    assert bot(rules_of(), "south").plan(view_for(rules, opened(rules), "south")).intent == ""


@pytest.mark.parametrize("seat", SEATS)
@pytest.mark.parametrize("number", range(6))
def test_the_random_player_is_legal_and_ranges_widely(seat: str, number: int) -> None:
    """Its sheets can be sealed as they stand, and the same view gives the same sheet."""
    rules = rules_of()
    player = RandomLegalBot(rules, seat, SEED)
    for state, _, _ in wild_turns(rules, number):
        view = view_for(rules, state, seat)
        assert validate_sheet(rules, view, player.plan(view)) == []
        assert player.plan(view) == player.plan(view)


def test_the_random_player_has_no_habits() -> None:
    """Over many seeds it gives every order type that is open to it, at any ceiling, and often none."""
    rules = rules_of()
    view = view_for(rules, opened(rules), "north")
    plans = [RandomLegalBot(rules, "north", bytes([i]) * 32).plan(view) for i in range(200)]
    assert {o.type for plan in plans for o in plan.orders} == {"air.guard", "press", "judged", "share", "leave-pact"}
    assert {o.ceiling for plan in plans for o in plan.orders if o.type == "air.guard"} == set(range(6))
    assert any(not plan.orders for plan in plans)
