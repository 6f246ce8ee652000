"""A seat's own screen in the white cell's hands, to type in what that seat gave on paper."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType

from seawar.core.orders import Sheet
from seawar.net.client import Client
from seawar.net.paper_client import PaperClient
from seawar.net.wire import Seal
from seawar.tui.drafts import Drafts
from seawar.tui.seat import SeatScreen
from seawar.tui.session import Seat


class PaperSeat(Seat):
    """A seat, as the white cell types for it."""

    def __init__(self, umpire: Client, seat: str, drafts: Drafts) -> None:
        super().__init__(PaperClient(umpire, seat), drafts)

    @property
    def title(self) -> str:
        return f"{super().title}, on paper"


class PaperScreen(SeatScreen):
    """The seat's orders and form; sealing puts them on record as typed in by the white cell, and goes back."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "back", "Back", id="paper.back")]
    ABOUT = (
        "The white cell types in what a seat gave on paper. S seals it for that seat, on record with who typed it; Esc "
        "goes back, and what was typed is kept."
    )

    def keys(self) -> list[tuple[str, str]]:
        return [("O", "New order"), ("Enter", "Open"), ("I", "Intent"), ("S", "Seal for it"), ("N", "No change"),
                ("Esc", "White cell")]  # fmt: skip

    async def _seal(self, sheet: Sheet) -> None:
        if await self.send(Seal(self.seat.command_id(), sheet)):
            self.action_back()

    def action_back(self) -> None:
        if self.app.screen is self:
            self.app.pop_screen()
