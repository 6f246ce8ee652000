"""That the HTML page holds nothing but what was written, and needs nothing from elsewhere."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from seawar.content.book import Played
from seawar.content.library import load_book
from seawar.report.document import Code, Document, Heading, Items, Link, Para, Strong, Table
from seawar.report.handbook import handbook
from seawar.report.markdown import markdown
from seawar.report.page import page

BASICS = Path(__file__).parents[1] / "samples" / "basics.yaml"
EVIL = '<script>alert("x")</script>'


class Tags(HTMLParser):
    """Every tag and attribute of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.seen: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append((tag, dict(attrs)))
        if tag not in ("meta", "br"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


@pytest.fixture(scope="module")
def text(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The page of a rulebook whose author writes markup wherever text may stand."""
    file = tmp_path_factory.mktemp("evil") / "basics.yaml"
    sample = BASICS.read_text(encoding="utf-8")
    for plain in (
        "title: Basics",
        "title: Press",
        "text: Fly a route.",
        "because: trusted",
        "title: Tension",
        "0: calm",
    ):
        assert plain in sample
        sample = sample.replace(plain, f"{plain.partition(': ')[0]}: '{EVIL}'")
    file.write_text(sample, encoding="utf-8")
    book, _ = load_book(str(file))
    return page(handbook(book, Played()))


def test_what_authors_write_is_never_markup(text: str) -> None:
    """A title that is a script is shown as its letters."""
    assert "<script" not in text.casefold()
    assert text.count("&lt;script&gt;") > 5


def test_nothing_comes_from_elsewhere(text: str) -> None:
    """No address, no script, no picture; the policy in the head forbids them too."""
    tags = Tags(text)
    assert not {"script", "img", "link", "iframe", "object", "form"} & {tag for tag, _ in tags.seen}
    for _, attrs in tags.seen:
        assert not {name for name in attrs if name.startswith("on")} | ({"src", "style"} & set(attrs))
        assert str(attrs.get("href", "#")).startswith("#")
    assert "http:" not in text
    assert "https:" not in text
    assert "url(" not in text
    policy = next(attrs["content"] for _, attrs in tags.seen if attrs.get("http-equiv") == "Content-Security-Policy")
    assert str(policy).startswith("default-src 'none'")


def test_the_page_is_well_formed(text: str) -> None:
    """Every tag that opens closes, and every link has its heading."""
    tags = Tags(text)
    assert tags.open == []
    ids = {attrs["id"] for _, attrs in tags.seen if "id" in attrs}
    assert {str(attrs["href"])[1:] for _, attrs in tags.seen if "href" in attrs} <= ids


def test_markdown_escapes_what_would_be_a_mark() -> None:
    """Stars, brackets, pipes and tags in a text stay letters; code and bold are what was meant as such."""
    document = Document("*")
    document.add(
        Heading(1, "a *b* <i>", "a"),
        Para("# no heading"),
        Para("[no](link) and <1"),
        Para((Strong("Bold: "), Code("x | `y`"), Link("[z]", "a"))),
        Items(("_one_", "snake_case")),
        Table(("a|b",), ((("c|d"),),)),
    )
    told = markdown(document)
    assert "# a \\*b\\* \\<i>" in told
    assert "\\# no heading" in told
    assert "[no\\](link) and <1" in told
    assert "**Bold:** ``x \\| `y```[[z]](#a)" in told
    assert "- \\_one\\_\n- snake_case" in told
    assert "| a\\|b |" in told
    assert re.search(r"^\| c\\\|d \|$", told, re.MULTILINE)
