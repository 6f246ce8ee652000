"""That the envelope of an order does what it says: co-signers, standing orders, cost, and the `if` branches."""

from __future__ import annotations

import pytest
from msgspec.structs import replace
from samples.strait import by_key, dice, flight, meet, opened, order, results, rules_of, settle, with_contact

from seawar.adjudicate.turn import open_turn, resolve
from seawar.adjudicate.validate import validate, validate_sheet
from seawar.core.effects import ConditionSet, ContactEnded, EncounterClimbed, ForceMoved
from seawar.core.orders import Branch, Order, Sheet
from seawar.core.state import State
from seawar.core.view import view_for

PRICED = (("mechanism: consented", "mechanism: consented\n    cost: {influence: 2}"),)
ALONE = (Branch("partner-refuses", "alone"),)


def share(seat: str, partner: str, branches: tuple[Branch, ...] = ()) -> Order:
    return order(seat, "share", partners=(partner,), branches=branches)


def pictures(state: State) -> set[str]:
    return set(state.conditions)


def test_an_order_that_both_seal_takes_effect() -> None:
    """Each names the other and seals: it is done, and paid by both."""
    rules = rules_of((), PRICED)
    after = settle(rules, opened(rules), share("north", "south"), share("south", "north"))
    assert by_key(after)["share/north"].band == by_key(after)["share/south"].band == "done"
    assert pictures(after.state) == {"shared-picture/north:south"}
    assert after.state.resources["influence/north"] == after.state.resources["influence/south"] == 2


@pytest.mark.parametrize("others", [(), (share("south", "east"),), (order("south", "press", {"seat": "north"}),)])
def test_an_order_that_one_alone_seals_is_void(others: tuple[Order, ...]) -> None:
    """Unless the partner seals one of the type that names this seat, nothing happens and nothing is paid."""
    rules = rules_of((), PRICED)
    after = settle(rules, opened(rules), share("north", "south"), *others)
    void = by_key(after)["share/north"]
    assert (void.band, void.effects) == ("void", ())
    assert "south" in void.note
    assert not pictures(after.state)
    assert after.state.resources["influence/north"] == 4


def test_alone_an_order_goes_ahead() -> None:
    """With the branch `partner-refuses: alone` it is no longer void."""
    rules = rules_of()
    after = settle(rules, opened(rules), share("north", "south", ALONE))
    assert by_key(after)["share/north"].band == "done"


def test_alone_binds_nobody_who_did_not_sign() -> None:
    """Going ahead alone gives no share in the picture of a seat that sealed nothing: that needs its consent."""
    rules = rules_of()
    after = settle(rules, opened(rules), share("north", "south", ALONE))
    bound = [e for r in results(after) for e in r.effects if isinstance(e, ConditionSet)]
    assert not bound, f"{bound[0].condition} holds, though south never signed"


def guard(seat: str = "north", area: str = "middle", **more: object) -> Order:
    return order(seat, "air.guard", {"area": area}, ceiling=2, stands=True, **more)


def next_turn(state: State, sealed: tuple[Sheet, ...] = ()) -> tuple[State, list[str]]:
    """The turn after, and the keys of the results that orders had in it."""
    rules = rules_of()
    after = resolve(rules, open_turn(rules, state).state, sealed, {}, dice(rules))
    return after.state, [key for key, r in by_key(after).items() if r.type in rules.order_types]


def test_a_standing_order_stands_until_cancelled() -> None:
    """It acts every turn, is paid once, and ends with a cancellation, in the very turn of it."""
    rules = rules_of()
    first = settle(rules, opened(rules), guard())
    assert by_key(first)["air.guard/north/middle"].band == "quiet"
    assert first.state.resources["sorties/north"] == 7
    second, keys = next_turn(first.state)
    assert keys == ["air.guard/north/middle"]
    assert second.resources["sorties/north"] >= 7, "a standing order is not paid again"
    third, keys = next_turn(second, (Sheet("north", 3, cancels=("air.guard/north/middle",)),))
    assert keys == []
    assert third.standing == {}
    assert next_turn(third)[1] == []


def test_an_order_for_this_turn_does_not_stand() -> None:
    """Without `stands` it is gone when the next turn is settled."""
    rules = rules_of()
    first = settle(rules, opened(rules), replace(guard(), stands=False))
    assert next_turn(first.state)[1] == []


def test_only_its_own_seat_cancels_a_standing_order() -> None:
    """Another seat's key on a sheet is refused like one that does not exist."""
    rules = rules_of()
    state = open_turn(rules, settle(rules, opened(rules), guard()).state).state
    view = view_for(rules, state, "south")
    foreign, missing = (
        validate_sheet(rules, view, Sheet("south", 2, cancels=(key,)))
        for key in ("air.guard/north/middle", "air.guard/north/rock")
    )
    assert [(r.code, r.text) for r in foreign] == [(r.code, r.text) for r in missing] != []


def test_sealing_again_replaces_a_standing_order() -> None:
    """The same type, seat and targets is the same order with a new envelope, settled once."""
    rules = rules_of()
    first = settle(rules, opened(rules), guard())
    second, keys = next_turn(first.state, (Sheet("north", 2, (replace(guard(), ceiling=4),)),))
    assert keys == ["air.guard/north/middle"]
    assert second.standing["air.guard/north/middle"].ceiling == 4


def test_costs_are_charged_once_for_each_order() -> None:
    """Every order that is not void is paid in full by its own seat, and by nobody else."""
    rules = rules_of()
    state = opened(rules)
    orders = (guard(), guard(area="rock"), order("north", "press", {"seat": "east"}))
    after = settle(rules, state, *orders).state
    paid = {
        key: value - after.resources[key] for key, value in state.resources.items() if value != after.resources[key]
    }
    assert paid == {"sorties/north": 2, "influence/north": 1}


ENDLESS = (("mechanism: air.intercept", "mechanism: air.intercept\n    params: {turns: [0, 0, 0, 0, 0], turns_beyond: "
            "[0, 0, 0, 0, 0], unsafe: [0, 0, 0, 0, 0], crowd: 0, loss: [0, 0, 0, 0, 0]}"),)  # fmt: skip


def rung(*orders: Order, contact_branches: tuple[Branch, ...] = ()) -> tuple[int, int]:
    """How far an encounter climbs, and its bursts, with a contact that never turns and parties all there in time."""
    rules = rules_of((), ENDLESS)
    state = with_contact(rules, flight(rules, enter=29, branches=contact_branches, evasion=0), {"north": 1, "south": 1})
    seats = {o.seat for o in orders}
    for number in range(200):
        after = settle(rules, state, *orders, number=number)
        met = [e for r in results(after) for e in r.effects if isinstance(e, EncounterClimbed)]
        if met and set(met[0].parties) == seats:
            return met[0].rung, after.state.ledgers.get("bursts/north", 0)
    raise AssertionError("nobody was there in time")


@pytest.mark.parametrize("ceiling", range(6))
def test_an_encounter_stops_at_the_ceiling(ceiling: int) -> None:
    """Nothing ends it, and still it goes no further than the order permits."""
    assert rung(meet(ceiling=ceiling))[0] == ceiling


@pytest.mark.parametrize(("one", "other"), [(1, 4), (4, 1), (0, 3), (2, 2)])
def test_of_several_parties_the_highest_ceiling_holds(one: int, other: int) -> None:
    """With two parties it climbs as far as the bolder one may, and no further."""
    assert rung(meet("north", one), meet("south", other))[0] == max(one, other)


@pytest.mark.parametrize("at", [1, 2, 3, 4])
def test_rung_reached_withdraw(at: int) -> None:
    """The party leaves at that rung: alone, it climbs no further."""
    assert rung(meet(ceiling=5, branches=(Branch("rung-reached", "withdraw", at=at),)))[0] == at


def test_rung_reached_ceiling() -> None:
    """From that rung on another ceiling holds, higher or lower than the first."""
    assert rung(meet(ceiling=5, branches=(Branch("rung-reached", "ceiling", at=1, to=3),)))[0] == 3
    assert rung(meet(ceiling=2, branches=(Branch("rung-reached", "ceiling", at=2, to=4),)))[0] == 4


def test_a_withdrawal_of_one_leaves_the_other() -> None:
    """When the bolder party withdraws, the ceiling of the one that stays holds."""
    bold = meet("north", 5, branches=(Branch("rung-reached", "withdraw", at=2),))
    assert rung(bold, meet("south", 3))[0] == 3


def test_a_burst_is_counted_whenever_one_is_fired() -> None:
    """Warning shots are counted for who fires them, also when a branch gave leave for them."""
    assert rung(meet(ceiling=4)) == (4, 1)
    assert rung(meet(ceiling=2, branches=(Branch("rung-reached", "ceiling", at=2, to=4),))) == (4, 1)


def test_who_withdrew_or_was_told_to_stop_fires_nothing() -> None:
    """A party that left before warning shots has none to its name, whatever its first ceiling was."""
    leaves = meet("north", 5, branches=(Branch("rung-reached", "withdraw", at=2),))
    assert rung(leaves, meet("south", 4)) == (4, 0)


def test_a_branch_gives_no_leave_that_the_order_type_refuses() -> None:
    """Where the rulebook stops an order type at a rung, a branch may not go past it either."""
    rules = rules_of(
        (), (("ceiling: 5\n    outcomes:\n      turned_back", "ceiling: 2\n    outcomes:\n      turned_back"),)
    )
    state = with_contact(rules, flight(rules), {"north": 1})
    view = view_for(rules, state, "north")
    assert [r.code for r in validate(rules, view, meet(ceiling=5))] == ["ceiling"]
    climbing = meet(ceiling=2, branches=(Branch("rung-reached", "ceiling", at=2, to=5),))
    assert validate(rules, view, climbing), "a branch may go to rung 5 where the order itself may not"


def test_contact_enters_reinforce() -> None:
    """The forces that the branch names go as well, and only then."""
    rules = rules_of()
    state = with_contact(rules, flight(rules), {"north": 1})
    branch = Branch("contact-enters", "reinforce", forces=("n-two",))

    def gone(one: Order) -> set[str]:
        effects = (e for r in results(settle(rules, state, one)) for e in r.effects)
        return {e.force for e in effects if isinstance(e, ForceMoved) and e.force.startswith("n-")}

    assert gone(meet()) == {"n-one"}
    assert gone(meet(branches=(branch,))) == {"n-one", "n-two"}


@pytest.mark.parametrize(("seen", "stays"), [({}, False), ({"north": 1}, True)])
def test_undetected_withdraw(seen: dict[str, int], stays: bool) -> None:
    """A flight that was to go home unless seen goes when nobody saw it, and flies on when someone did."""
    blind = tuple((f"radar: {{{old}}}", "radar: {east: 1}") for old in (
        "north: 900, south: 900", "north: 900, south: 800", "north: 950", "south: 950"))  # fmt: skip
    rules = rules_of(blind)
    shy = flight(rules, stay=60, branches=(Branch("undetected", "withdraw"),))
    after = settle(rules, with_contact(rules, shy, seen))
    assert ("t000001" in after.state.contacts) == stays
    assert any(isinstance(e, ContactEnded) for r in results(after) for e in r.effects) != stays
