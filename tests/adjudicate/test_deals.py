"""That a deal is carried out whole or not at all, before orders, whatever the order in which deals come."""

from __future__ import annotations

from msgspec.structs import replace
from samples.strait import by_key, dice, opened, order, results, sheets
from samples.talks import END, PAY, TOGETHER, WORD, loaded, offer

from seawar.adjudicate.deals import bill, price
from seawar.adjudicate.turn import Resolution, open_turn, resolve
from seawar.core.deals import PactClause, Proposal, TransferClause
from seawar.core.effects import Published, Reported
from seawar.core.orders import Order
from seawar.core.rules import Rules
from seawar.core.state import PUBLIC, State
from seawar.core.view import view_for

RULES = loaded().rules


def deal(id_: str, *clauses: object, **more: object) -> Proposal:
    return replace(offer(*clauses, **more), id=id_)  # type: ignore[arg-type]


def settle(state: State, *deals: Proposal, orders: tuple[Order, ...] = (), rules: Rules = RULES) -> Resolution:
    return resolve(rules, state, sheets(*orders, turn=state.turn), {}, dice(rules), deals=deals)


def influence(state: State) -> tuple[int, ...]:
    return tuple(state.resources[f"influence/{seat}"] for seat in ("north", "south", "east"))


def why(resolution: Resolution, id_: str) -> str:
    return by_key(resolution)[f"deal/{id_}"].note


def test_all_clauses_or_none() -> None:
    """A payment that cannot be made voids the pact's clause beside it; parties alone are told, in a line."""
    state = opened(RULES)
    state.resources["influence/north"] = 1
    settled = settle(state, deal("d1", END, PAY, secret=False))
    assert settled.state.agreements["pact"].status == "in-force"
    assert influence(settled.state) == influence(state)
    assert why(settled, "d1") == "{north} cannot pay 2 influence beside its orders"
    (told,) = by_key(settled)["deal/d1"].effects
    assert isinstance(told, Reported)
    assert told.report.to == ("north", "south")


def test_the_order_in_which_deals_come_never_matters() -> None:
    """Two that ask for more than one purse holds: the same one is carried out whichever is named first."""
    state = opened(RULES)
    one = deal("aa", TransferClause("influence", "north", "south", 2))
    two = deal("bb", TransferClause("influence", "north", "east", 2), to=("east",))
    both = settle(state, one, two)
    assert both == settle(state, two, one)
    assert (why(both, "aa"), why(both, "bb")) == ("", "{north} cannot pay 3 influence beside its orders")
    assert influence(both.state) == (1, 5, 4)


def test_nothing_is_changed_in_the_state_that_was_given() -> None:
    """Settling is pure."""
    state = opened(RULES)
    before = state.copy()
    settle(state, deal("d1", PAY, END))
    assert state == before


def test_what_is_handed_over_arrives() -> None:
    """And where it would not fit in, nothing is handed over: no clamp swallows it."""
    state = opened(RULES)
    state.resources["influence/south"] = 6
    full = settle(state, deal("d1", TransferClause("influence", "north", "south", 2)))
    assert why(full, "d1") == "{south} can hold no more influence"
    assert influence(full.state) == influence(state)
    fits = settle(state, deal("d1", TransferClause("influence", "north", "south", 1)))
    assert influence(fits.state) == (2, 6, 4), "the price makes room for one"
    assert not any(result.type == "range" for result in results(fits))


def test_orders_that_are_sealed_are_paid_for_first() -> None:
    """A deal never makes an order unpaid for, and a void one leaves the order as it was."""
    press = order("north", "press", {"seat": "east"})
    state = opened(RULES)
    state.resources["influence/north"] = 2
    settled = settle(state, deal("d1", PAY), orders=(press,))
    assert "north" in why(settled, "d1")
    assert influence(settled.state) == (1, 4, 4)
    assert "press/north/east" in by_key(settled)


def test_a_pact_that_has_moved_on_voids_the_deal() -> None:
    """Two deals about one pact: the second finds it changed."""
    state = opened(RULES)
    settled = settle(state, deal("d1", END), deal("d2", END))
    assert (why(settled, "d1"), why(settled, "d2")) == ("", "{pact} is suspended by now")


def test_consent_ends_a_notice() -> None:
    """Back in force, and whose notice ran is forgotten."""
    state = settle(opened(RULES), orders=(order("north", "leave-pact"),)).state
    assert state.agreements["pact"].status == "notice-given"
    assert state.ledgers["notice/north/pact"] > 0
    after = settle(open_turn(RULES, state).state, deal("d1", PactClause("pact", "in-force"))).state
    assert (after.agreements["pact"].status, after.agreements["pact"].lapses) == ("in-force", 0)
    assert after.ledgers["notice/north/pact"] == 0


def test_an_order_under_a_deal_is_given_in_all_its_names_and_paid_once() -> None:
    """Sealed once more by a seat, it is neither void nor charged again."""
    settled = settle(opened(RULES), deal("d1", TOGETHER), orders=(order("north", "share", partners=("south",)),))
    assert {key for key in by_key(settled) if key.startswith("share/")} == {"share/north", "share/south"}
    assert {by_key(settled)[key].band for key in ("share/north", "share/south")} == {"done"}
    assert influence(settled.state) == (3, 3, 4)


def test_two_deals_do_not_give_one_order_twice() -> None:
    """The second is void, and says why."""
    settled = settle(opened(RULES), deal("d1", TOGETHER), deal("d2", TOGETHER))
    assert why(settled, "d2") == "another deal holds the same order, Share"


def test_words_cost_nothing_and_move_nothing() -> None:
    """Its parties are told that they have agreed, and that is all."""
    settled = settle(opened(RULES), deal("d1", WORD))
    assert influence(settled.state) == (4, 4, 4)
    assert [type(effect) for effect in by_key(settled)["deal/d1"].effects] == [Reported]


def test_a_public_deal_is_news_and_a_topic_a_secret_one_is_neither() -> None:
    """Everybody reads of the one, the parties alone of the other."""
    public, secret = (settle(opened(RULES), deal("d1", PAY, secret=hidden)) for hidden in (False, True))
    made = {type(effect) for effect in by_key(public)["deal/d1"].effects}
    assert Published in made
    assert any(report.to == (PUBLIC,) for report in public.state.news.values() if "{deal}" in report.text)
    assert not secret.state.published
    assert all(report.to == ("north", "south") for report in secret.state.news.values() if "{deal}" in report.text)


def test_publics_react_to_a_deal_by_the_rulebooks_line() -> None:
    """As to any topic that became public."""
    from samples.strait import strait
    from samples.talks import TERMS, VOICES

    line = ("reactions:\n", "reactions:\n  deal: {effects: [{adjust: {track: support, by: 2}}], source: assumption}\n")
    rules = strait(VOICES, (*TERMS, line)).rules
    after = settle(opened(rules), deal("d1", PAY, secret=False), rules=rules).state
    assert [after.tracks[f"support/{seat}"] for seat in ("north", "south", "east")] == [7, 7, 5]
    assert settle(opened(rules), deal("d1", PAY), rules=rules).state.tracks["support/north"] == 5


def test_who_is_brought_to_one_table_pays_less() -> None:
    """By the rulebook's condition, seen alike by the seat and in truth; with the reason beside it."""
    state = opened(RULES)
    state.conditions["convened/east:north"] = state.until + 1
    assert price(RULES, state, "north") == (0, ("East has brought them to one table",))
    assert price(RULES, view_for(RULES, state, "north"), "north") == price(RULES, state, "north")
    assert price(RULES, state, "south") == (1, ())
    assert bill(RULES, state, deal("d1", PAY), "north") == {"influence": 1}
    assert influence(settle(state, deal("d1", PAY)).state) == (3, 4, 4)


def test_where_the_rulebook_names_no_price_deals_are_free() -> None:
    """Only what is handed over moves."""
    rules = replace(RULES, negotiation=None)
    assert influence(settle(opened(rules), deal("d1", PAY), rules=rules).state) == (3, 5, 4)


def test_washington_that_convenes_makes_deals_cheaper_for_the_other() -> None:
    """In the rulebook that ships: it works, and from then on the one it rang pays nothing for concluding a deal."""
    from samples import islets

    rules = islets.islets()
    state = islets.season()
    ring = islets.order("us", "diplomatic.convene", {"seat": "rok"})
    seeds = (islets.settle(state, ring, number=number).state for number in range(1, 60))
    after = next(world for world in seeds if "convened/rok:us" in world.conditions)
    assert price(rules, after, "rok") == (0, ("Washington has brought the staffs to one table",))
    assert price(rules, after, "china") == (1, ())
    assert price(rules, view_for(rules, after, "rok"), "rok")[0] == 0
