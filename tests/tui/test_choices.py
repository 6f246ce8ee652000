"""That lists and the map offer what may be given, and that what may not is told without the code of a rule."""

from __future__ import annotations

import re

import pytest
from textual.pilot import Pilot

from seawar.adjudicate.validate import validate, validate_sheet
from seawar.core.orders import Order
from seawar.net.wire import Next
from seawar.tui.app import SeawarApp
from seawar.tui.choices import reasons, refusal_words, sheet_refusals
from seawar.tui.dialogs import Choose
from seawar.tui.fields import chosen, fields
from seawar.tui.form import OrderForm
from seawar.tui.known import Known
from seawar.tui.odds_panel import odds_rows
from seawar.tui.picking import PickOnMap
from seawar.tui.rows import RowList
from seawar.tui.seat import SeatScreen
from tui.table import Played, text, wait_until

CODE = re.compile(r"[()'\"{}]|==|>=|\bor\b.*\bself\b|_")


def known(seat: str, turns: int) -> Known:
    """What a seat knows in the plan phase of a turn, the others played by bots."""
    game = Played(seat)
    while game.table.state.turn < turns:
        from seawar.net.wire import Seal

        sheet = game.bots[seat](game.table.view(seat))
        game.host.submit(seat, Seal(f"s{game.table.state.turn}", sheet))
        game.host.submit(seat, Next(f"n{game.table.state.turn}"))
    game.session.seats[seat].catch_up()
    return game.session.seats[seat].known


@pytest.mark.parametrize("seat", ["rok", "japan", "china", "russia", "us"])
@pytest.mark.parametrize("turn", [1, 4])
def test_what_is_offered_may_be_given_and_the_rest_says_why(seat: str, turn: int) -> None:
    """Every order type on offer, every choice of its targets: accepted in the end, or a sentence without code."""
    here = known(seat, turn)
    for id_ in here.rules.offered(here.view.segment):
        kind = here.rules.order_types[id_]
        order = Order(seat, id_, ceiling=kind.ceiling and 2)
        assert not any(CODE.search(words) for words in refusal_words(here, order))
        for field in fields(here, order):
            for key, reason in reasons(here, order, field).items():
                assert not CODE.search(reason), reason
                made = chosen(here, order, field.id, key) if field.id.startswith("target/") else order
                whole = len(made.targets) == len(kind.targets) and not kind.partners
                if whole and not reason:
                    assert not validate(here.rules, here.view, made)


def test_a_refused_sheet_speaks_as_the_form_does() -> None:
    """The line under Seal, and what is told when S is pressed."""
    here = known("rok", 1)
    order = Order("rok", "air.alert", ceiling=2)
    from seawar.core.orders import Sheet

    sheet = Sheet("rok", 1, (order,))
    (words,) = sheet_refusals(here, sheet.orders, validate_sheet(here.rules, here.view, sheet))
    assert words == "Hold fighters on alert for a zone: choose where"


async def open_alert(pilot: Pilot[None]) -> None:
    await pilot.press("o")
    await wait_until(pilot, lambda: isinstance(pilot.app.screen, Choose))
    pilot.app.screen.query_one("#choices", RowList).select("air.alert")
    await pilot.press("enter")
    await wait_until(pilot, lambda: isinstance(pilot.app.screen, OrderForm))


def test_the_list_puts_first_what_may_be_given() -> None:
    """The others stand under their reason; what is taken from the top can be sealed."""
    game = Played("rok")

    async def script(app: SeawarApp, pilot: Pilot[None]) -> None:
        await open_alert(pilot)
        await pilot.press("enter")
        await wait_until(pilot, lambda: "Not now: your fighters answer only in your own zone" in text(app))
        await pilot.press("home", "enter")
        await wait_until(pilot, lambda: isinstance(app.screen, OrderForm))
        assert "Not ready" not in text(app)
        await pilot.press("right", "right", "right", "right", "right", "right")
        assert "Not ready" not in text(app)
        await pilot.press("escape")
        await wait_until(pilot, lambda: isinstance(app.screen, SeatScreen))

    game.run(script)


def test_the_map_says_why_a_place_cannot_be_taken() -> None:
    """Enter on it tells the rule's reason and stays."""
    game = Played("rok")

    async def script(app: SeawarApp, pilot: Pilot[None]) -> None:
        await open_alert(pilot)
        await pilot.press("m")
        await wait_until(pilot, lambda: isinstance(app.screen, PickOnMap))
        for _ in range(40):
            await pilot.press(".", "enter")
            if "Not there: your fighters" in text(app):
                return
            if not isinstance(app.screen, PickOnMap):
                await pilot.press("m")
                await wait_until(pilot, lambda: isinstance(app.screen, PickOnMap))
        raise AssertionError("every place could be taken")

    game.run(script)


def test_sealing_an_unfinished_order_says_what_is_missing() -> None:
    """In the words of the form."""
    game = Played("rok")

    async def script(app: SeawarApp, pilot: Pilot[None]) -> None:
        await open_alert(pilot)
        await pilot.press("escape")
        await wait_until(pilot, lambda: isinstance(app.screen, SeatScreen))
        await pilot.press("s")
        await wait_until(pilot, lambda: "for a zone: choose where" in text(app).splitlines()[-1])

    game.run(script)
    assert game.table.phase == "plan"


def test_a_co_signed_order_is_certain_only_if_the_other_seals_it() -> None:
    """In the form as in the list of orders."""
    here = known("rok", 1)
    order = Order("rok", "diplomatic.share-picture", partners=("japan",))
    told = ["".join(span for span, _ in row.spans) for row in odds_rows(here, order, why=True)]
    assert "Certain, if Japan seals it too" in told


def test_where_no_modifier_applies_some_that_could_are_named() -> None:
    """At most four, with what each would add."""
    here = known("rok", 1)
    order = Order("rok", "diplomatic.hotline", {"seat": "japan"})
    told = ["".join(span for span, _ in row.spans).strip() for row in odds_rows(here, order, why=True)]
    at = told.index("No modifier applies now. These could:")
    assert 1 <= len(told[at + 1 :]) <= 4
    assert all(line[0] in "+−" for line in told[at + 1 :])
