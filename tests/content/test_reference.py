"""That the reference pages are those of this version, and leave nothing out."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from seawar.content.library import load_book
from seawar.content.models import EffectLine
from seawar.content.reference import pages
from seawar.content.schema import schemas
from seawar.content.scope import CORE_FUNCTIONS
from seawar.content.yamltree import read
from seawar.domains import DOMAINS

KEPT = Path(__file__).parents[2] / "docs" / "reference"
PAGES = pages()


@pytest.mark.parametrize("name", PAGES)
def test_the_committed_pages_are_those_of_the_models(name: str) -> None:
    """To the letter; after a change to models or mechanisms, `make schemas` writes them anew."""
    assert (KEPT / name).read_text(encoding="utf-8") == PAGES[name], "run `make schemas`"


def test_nothing_else_lies_there() -> None:
    """A page that is no longer made goes."""
    assert {path.name for path in KEPT.iterdir()} == PAGES.keys()


@pytest.mark.parametrize(
    ("schema", "page"),
    [("seawar-scenario.schema.json", "scenario.md"), ("seawar-rulebook.schema.json", "rulebook.md")],
)
def test_every_key_has_its_row(schema: str, page: str) -> None:
    """Each key of each kind of entry, effects aside, with its line."""
    made: dict[str, Any] = schemas()[schema]
    effects = {ref["$ref"].rpartition("/")[2] for ref in made["$defs"]["EffectLine"]["properties"].values()}
    for name, entry in [("", made), *made["$defs"].items()]:
        if name in effects | {"EffectLine"}:
            continue
        for key in entry.get("properties", {}):
            assert re.search(rf"^\| `{key}` \| .+ \| .+ \| .+ \|$", PAGES[page], re.MULTILINE), f"{name}.{key}"


def test_every_question_and_every_mechanism_is_there() -> None:
    """Of the core and of all domains."""
    asked = [*CORE_FUNCTIONS, *(f.function for domain in DOMAINS for f in domain.functions)]
    assert [f.name for f in asked if f"| `{f}` | " not in PAGES["conditions.md"]] == []
    mechanisms = [m.name for domain in DOMAINS for m in domain.mechanisms]
    assert [name for name in mechanisms if f"\n### `{name}`\n" not in PAGES["rulebook.md"]] == []


def test_every_effect_has_an_example_that_reads(tmp_path: Path) -> None:
    """Each verb once, as a rulebook may write it: the model takes it, and a rulebook with it compiles."""
    lines = re.findall(r"^`- (.+)`$", PAGES["effects.md"], re.MULTILINE)
    verbs = {field.alias or name for name, field in EffectLine.model_fields.items()}
    assert {line.partition(":")[0] for line in lines} == verbs
    told = "\n".join(f"          - {line}" for line in lines if not line.startswith(("share", "station")))
    book = (Path(__file__).parents[2] / "rulebooks" / "northeast-asia.yaml").read_text(encoding="utf-8")
    own = "  own.example:\n    title: Example\n    text: An example.\n    mechanism: certain\n    outcomes:\n"
    added = book.replace("\norders:\n", f"\norders:\n{own}      done:\n{told}\n    source: assumption\n", 1)
    (tmp_path / "northeast-asia.yaml").write_text(added, encoding="utf-8")
    assert read(added.encode(), "x")[1] == []
    assert "own.example" in load_book(str(tmp_path / "northeast-asia.yaml"))[0].orders


@pytest.mark.parametrize("name", PAGES)
def test_links_lead_somewhere(name: str) -> None:
    """Within the page, to another page, or to the page for authors."""
    for target in re.findall(r"\]\(([^)]+)\)", PAGES[name]):
        page, _, anchor = target.partition("#")
        text = PAGES.get(page or name) or (KEPT / page).read_text(encoding="utf-8")
        titles = {
            re.sub(r"[^a-z0-9 .-]", "", h.lower()).replace(" ", "-") for h in re.findall(r"^#+ (.+)$", text, re.M)
        }
        assert not anchor or anchor in titles, target
