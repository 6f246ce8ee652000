"""A map alone in an app: real keys in, messages and rows of text out."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence

from textual.app import App, ComposeResult
from textual.message import Message
from textual.pilot import Pilot
from textual.widgets import Static

from seawar.tui.map.marks import Mark, Path
from seawar.tui.map.widget import TheatreMap

Script = Callable[["MapApp", Pilot[None]], Awaitable[None]]


class MapApp(App[None]):
    """The map, and a second thing to which Tab can go."""

    def __init__(self, marks: Sequence[Mark], paths: Sequence[Path] = (), legend: Sequence[str] = ()) -> None:
        super().__init__()
        self.content = marks, paths, "What Korea knows at 09:00", legend
        self.said: list[Message] = []

    def compose(self) -> ComposeResult:
        yield TheatreMap()
        other = Static("elsewhere", id="elsewhere")
        other.can_focus = True
        other.styles.height = 1
        yield other

    def on_mount(self) -> None:
        self.map.show(*self.content)

    @property
    def map(self) -> TheatreMap:
        return self.query_one(TheatreMap)

    def rows(self) -> list[str]:
        return [self.map.render_line(y).text for y in range(self.map.size.height)]

    def on_theatre_map_picked(self, message: TheatreMap.Picked) -> None:
        self.said.append(message)

    def on_theatre_map_highlighted(self, message: TheatreMap.Highlighted) -> None:
        self.said.append(message)

    def on_theatre_map_moved(self, message: TheatreMap.Moved) -> None:
        self.said.append(message)


def play(app: MapApp, script: Script, width: int = 88, height: int = 28) -> None:
    """Run a script against the app; the map is one row lower than the screen."""

    async def session() -> None:
        async with app.run_test(size=(width, height)) as pilot:
            await pilot.pause()
            await script(app, pilot)

    asyncio.run(session())
