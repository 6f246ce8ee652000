"""One screen at a time, however fast others are asked for."""

from __future__ import annotations

from typing import Any

from textual.app import App
from textual.screen import Screen


class OneScreen(App[None]):
    """An application whose screens replace each other: what was asked for last is what stands.

    Keys may arrive faster than a screen is up, and one that is taken away before it is mounted would fail.
    """

    def __init__(self, **more: Any) -> None:
        super().__init__(**more)
        self._wanted: Screen[None] | None = None
        """The screen that is to come up, while it does."""

    def show_only(self, screen: Screen[None]) -> None:
        coming, self._wanted = self._wanted, screen
        if coming is None:
            self.run_worker(self._change_screen(), group="screens", exclusive=False)

    async def _change_screen(self) -> None:
        while (screen := self._wanted) is not None:
            while len(self.screen_stack) > 1:
                await self.pop_screen()
            await self.push_screen(screen)
            self.screen_changed()
            if self._wanted is screen:
                self._wanted = None

    def screen_changed(self) -> None:
        """Called when a screen has come up."""
