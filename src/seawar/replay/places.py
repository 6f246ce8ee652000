"""Where a rule stands: file and line, in the YAML that the journal itself carries.

The files on this machine may be of another version, or gone; what the game was played by is in its
journal, so a line found there is right a year later too.
"""

from __future__ import annotations

from functools import cached_property

from seawar.content.nodes import Marks, Steps
from seawar.content.read import Source
from seawar.errors import ContentError
from seawar.replay.account import Account
from seawar.replay.entries import Content


class Carried:
    """One content file of a journal."""

    def __init__(self, n: int, content: Content) -> None:
        self.n = n
        """Its entry."""
        self.name = content.name
        self.text = content.text

    @cached_property
    def marks(self) -> Marks | None:
        try:
            return Source(self.name, self.text.encode()).marks()
        except ContentError:
            return None

    def line(self, path: Steps) -> str:
        """`northeast-asia.yaml:123`; empty where there is no such place."""
        if self.marks is None or self.marks.find(path) is None:
            return ""
        return f"{self.name}:{self.marks.key(path).line}"


class Places:
    """The content files of a journal, by kind; a copy may lack the scenario."""

    def __init__(self, account: Account) -> None:
        contents = ((n, e) for n, e in account.entries.items() if isinstance(e, Content))
        self.files = {content.kind: Carried(n, content) for n, content in contents}

    def rulebook(self, *path: str | int) -> str:
        return self._line("rulebook", path)

    def scenario(self, *path: str | int) -> str:
        return self._line("scenario", path)

    def _line(self, kind: str, path: Steps) -> str:
        carried = self.files.get(kind)
        return carried.line(path) if carried else ""
