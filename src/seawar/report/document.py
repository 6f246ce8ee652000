"""A document as data: headings, paragraphs, lists and tables, and the few marks that text may carry.

What is written in it comes from authors, so text is text: whoever writes it out escapes it. Building
Markdown and turning that into HTML was refused: every title would have to be escaped twice.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Code:
    """As it stands in a file."""

    text: str


@dataclass(frozen=True, slots=True)
class Strong:
    """What the eye should find."""

    text: str


@dataclass(frozen=True, slots=True)
class Link:
    """The way to a heading of this document."""

    text: str
    anchor: str


Span = str | Code | Strong | Link
Text = Span | tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """Level 1 is the title of the document; levels 2 to 4 stand in the contents."""

    level: int
    text: str
    anchor: str


@dataclass(frozen=True, slots=True)
class Para:
    text: Text


@dataclass(frozen=True, slots=True)
class Items:
    """A list, numbered where the order matters."""

    items: tuple[Text, ...]
    ordered: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A caption, a head, and rows as long as the head. `numbers` sets all but the first column to the right."""

    head: tuple[str, ...]
    rows: tuple[tuple[Text, ...], ...]
    caption: str = ""
    numbers: bool = False


@dataclass(frozen=True, slots=True)
class Contents:
    """Stands where the table of contents goes."""


CONTENTS = (2, 3, 4)
"""Levels of headings that the contents list."""

Block = Heading | Para | Items | Table | Contents


@dataclass(slots=True)
class Document:
    """Blocks in the order in which they are read."""

    title: str
    blocks: list[Block] = field(default_factory=list)

    def add(self, *blocks: Block) -> None:
        self.blocks += blocks

    def section(self, level: int, text: str, anchor: str) -> None:
        self.blocks.append(Heading(level, text, slug(anchor)))

    @property
    def headings(self) -> list[Heading]:
        """Those that the contents list."""
        return [block for block in self.blocks if isinstance(block, Heading) and block.level in CONTENTS]


def spans(text: Text) -> tuple[Span, ...]:
    return text if isinstance(text, tuple) else (text,)


def plain(text: Text) -> str:
    """The words alone."""
    return "".join(span if isinstance(span, str) else span.text for span in spans(text))


def slug(name: str) -> str:
    """An anchor: what is no letter, digit, dot or underscore becomes a hyphen."""
    return re.sub(r"[^A-Za-z0-9._]+", "-", name).strip("-") or "section"


def marked(text: str) -> Text:
    """Text in which what stands between backticks is as it stands in a file."""
    parts = text.split("`")
    return tuple(Code(part) if i % 2 else part for i, part in enumerate(parts) if part) if len(parts) % 2 else text


def paragraphs(text: str) -> Iterator[Para]:
    """A text of several paragraphs, which a line break parts."""
    yield from (Para(part.strip()) for part in text.split("\n") if part.strip())


def joined(parts: Iterable[Text], by: str = ", ") -> Text:
    """Several texts as one."""
    made: list[Span] = []
    for part in parts:
        made += [*([by] if made else []), *spans(part)]
    return tuple(made)


def listed(words: Iterable[str]) -> str:
    """`a, b and c`."""
    *ahead, last = [*words] or [""]
    return f"{', '.join(ahead)} and {last}" if ahead else last


def sentence(text: str) -> str:
    """With a capital ahead and a full stop behind."""
    text = text.strip()
    ended = text.rstrip("”)")[-1:] in (".", "!", "?") if text[-1:] == "”" else text[-1:] in ".!?:"
    return text[:1].upper() + text[1:] + ("" if ended else ".") if text else ""
