"""What is pasted is text to the end: never a key, whatever stands in it.

Textual 8 ends a bracketed paste at the first escape character in it and reads what follows as keys. A log
with colours in it could so seal orders. Here the parser gets a paste whole, without its escapes.
"""

from __future__ import annotations

import sys
from collections.abc import Generator, Iterable

from textual._xterm_parser import BRACKETED_PASTE_END, BRACKETED_PASTE_START, XTermParser
from textual.driver import Driver
from textual.message import Message


class PasteParser(XTermParser):
    """Holds a paste back until its end has come."""

    def __init__(self, debug: bool = False) -> None:
        self._tail = ""
        """The last characters outside a paste: its start may come in two pieces."""
        self._pasted: list[str] | None = None
        """What came of a paste so far; None outside one."""
        super().__init__(debug)

    def feed(self, data: str) -> Iterable[Message]:
        if not data:
            yield from super().feed(data)
        while data:
            if self._pasted is None:
                data = yield from self._until_start(data)
            else:
                data = yield from self._until_end(self._pasted, data)

    def _until_start(self, data: str) -> Generator[Message, None, str]:
        """Keys, up to and with the start of a paste; returns what is left."""
        size = len(BRACKETED_PASTE_START)
        seen = self._tail + data
        at = seen.find(BRACKETED_PASTE_START)
        end = len(data) if at < 0 else at + size - len(self._tail)
        yield from super().feed(data[:end])
        self._tail = seen[-size + 1 :] if at < 0 else ""
        self._pasted = None if at < 0 else []
        return data[end:]

    def _until_end(self, pasted: list[str], data: str) -> Generator[Message, None, str]:
        """Text, up to the end of the paste; then all of it goes on. Returns what is left."""
        pasted.append(data)
        if BRACKETED_PASTE_END not in "".join(pasted[-len(BRACKETED_PASTE_END) :]):
            return ""
        text, _, rest = "".join(pasted).partition(BRACKETED_PASTE_END)
        self._pasted = None
        yield from super().feed(text.replace("\x1b", "") + BRACKETED_PASTE_END)
        return rest

    def tick(self) -> Iterable[Message]:
        for message in super().tick():
            self._tail = ""  # an escape that waited for more was a key
            yield message


def with_whole_pastes(driver: type[Driver]) -> type[Driver]:
    """The same driver, which reads its terminal through `PasteParser`; one without a terminal is left as it is."""
    module = sys.modules[driver.__module__]
    if hasattr(module, "XTermParser"):
        vars(module)["XTermParser"] = PasteParser
    return driver
