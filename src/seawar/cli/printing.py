"""`rulebook`: the rules as a document."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import click

from seawar.content.library import load_book, played
from seawar.errors import SeawarError
from seawar.report.handbook import handbook
from seawar.report.markdown import markdown


def print_rulebook(name: str, form: Literal["html", "markdown"], output: Path | None) -> None:
    """To the terminal, or to a file."""
    book, path = load_book(name)
    if name not in (book.doc.rulebook, path.stem) and path != Path(name):
        click.echo(f"{name} is a scenario; this is the rulebook it is played by, {book.doc.rulebook}.", err=True)
    document = handbook(book, played(book, path))
    text = markdown(document)
    if form == "html":
        from seawar.report.page import page

        text = page(document)
    if output is None:
        click.echo(text, nl=False)
        return
    write(text, output)
    click.echo(f"{document.title} is written to {output}", err=True)


def write(text: str, output: Path) -> None:
    try:
        output.write_text(text, encoding="utf-8")
    except (OSError, ValueError) as error:
        reason = (getattr(error, "strerror", None) or str(error)).lower()
        raise SeawarError(f"{output} cannot be written: {reason}; choose another place with -o") from None
