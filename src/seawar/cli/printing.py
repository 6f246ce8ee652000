"""`rulebook`: the rules as a document; and how any document is written out."""

from __future__ import annotations

from pathlib import Path

import click

from seawar.content.library import load_book, played
from seawar.content.packs import split
from seawar.errors import SeawarError
from seawar.report.document import Document
from seawar.report.handbook import handbook
from seawar.report.markdown import markdown


def print_rulebook(name: str, *, html: bool, output: Path | None) -> None:
    """To the terminal, or to a file."""
    book, path = load_book(name)
    if name not in (book.doc.rulebook, path.stem) and path != Path(name) and split(name) is None:
        click.echo(f"{name} is a scenario; this is the rulebook it is played by, {book.doc.rulebook}.", err=True)
    deliver(handbook(book, played(book, path)), html=html, output=output)


def deliver(document: Document, *, html: bool, output: Path | None, others: str = "") -> None:
    """To the terminal, or to a file whose ending says as what: .html, .pdf, or Markdown; the caller takes `others`."""
    ending = output.suffix.lower() if output else ""
    fits = (".html", ".htm") if html else ("", ".md", ".txt", ".html", ".htm", ".pdf")
    if output and ending not in fits:
        asked = "with --html a name that ends in .html" if html else f"a name that ends in {others}.md, .html or .pdf"
        raise SeawarError(f"{output}: expected {asked}, and nothing is written; name it so with -o")
    if ending == ".pdf" and not html:
        from seawar.report.pdf import pdf

        made: bytes = pdf(document)
    elif html or ending in (".html", ".htm"):
        from seawar.report.page import page

        made = page(document).encode()
    else:
        made = markdown(document).encode()
    if output is None:
        click.echo(made.decode(), nl=False)
        return
    write(made, output)
    click.echo(f"{document.title} is written to {output}", err=True)


def write(made: bytes, output: Path) -> None:
    try:
        output.write_bytes(made)
    except (OSError, ValueError) as error:
        reason = (getattr(error, "strerror", None) or str(error)).lower()
        raise SeawarError(f"{output} cannot be written: {reason}; choose another place with -o") from None
