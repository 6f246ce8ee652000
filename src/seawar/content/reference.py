"""Reference pages for authors, written from the models themselves: keys, conditions, effects, mechanisms.

They say what the schemas say, in an order for reading. A page kept by hand was refused: it would lie within a month.
"""

from __future__ import annotations

import inspect
from collections.abc import Iterable, Iterator

from seawar.content.compile_rulebook import EVENT_SCOPE
from seawar.content.groups import RESERVED
from seawar.content.reference_tables import EFFECTS, Schema, cell, heading, properties, required, table
from seawar.content.schema import schemas
from seawar.content.scope import CORE_FUNCTIONS
from seawar.core.conditions import COUNT, YES_NO, Function
from seawar.core.mechanism import Domain, Mechanism
from seawar.domains import DOMAINS

MADE = "<!-- Made by `seawar reference`; after a change to models or mechanisms, `make schemas` writes it anew. -->"
MECHANISMS = "Params"
PLACES = (
    ("an order type's `when`, `modifiers`, and what its `outcomes` name", "`self`, `turn`, each of its targets by name,"
     " `partner` where it needs a co-signer, `contact` and `contact.owner` where it meets one"),
    ("`met` of an aim, `when` of a habit or a red line, `lowers` of a negotiation", "`self`, `turn`"),
    ("`publics`", "`self`, `other`, `turn`; of `crossed` only `self`"),
    ("`events`", ", ".join(f"`{name}`" for name in (*EVENT_SCOPE, "turn"))),
    ("`reactions`", "`self`, `turn`"),
    ("`when` of an inject, an end or a chance", "`turn`; seats by their ids in quotes"),
)  # fmt: skip
WHOM = {
    "self": "the seat whose order it is",
    "partner": "the co-signer",
    "contact.owner": "whose contact it is",
    "others": "all seats but that one",
    "witnesses": "others who see the contact",
    "claimants": "others who claim the area",
    "zoned": "others whose identification zone covers the area",
    "area.holder": "who holds the area",
    "parties": "other parties of the agreement",
    "public": "what press and publics know",
}
"""Who may be named where an effect names a seat."""


def pages(domains: Iterable[Domain] = DOMAINS) -> dict[str, str]:
    """File name to text."""
    domains = tuple(domains)
    made = schemas(domains)
    rulebook, scenario = made["seawar-rulebook.schema.json"], made["seawar-scenario.schema.json"]
    texts = {
        "scenario.md": _model_page("Scenario", scenario, "A scenario is one exercise: `scenarios/NAME.yaml`."),
        "rulebook.md": [
            *_model_page("Rulebook", rulebook, "A rulebook is what scenarios are played by: `rulebooks/NAME.yaml`."),
            *_mechanisms(rulebook, domains),
        ],
        "conditions.md": _conditions(domains),
        "effects.md": _effects(rulebook),
    }
    return {name: "\n".join([MADE, "", *lines]) + "\n" for name, lines in texts.items()}


def _model_page(title: str, schema: Schema, about: str) -> list[str]:
    """The whole, then each kind of entry in the order in which it is first met."""
    lines = [
        f"# {title}: every key", "",
        f"{about} Keys without a default must stand there. `seawar check` refuses keys that it does not know.", "",
        "See also [conditions](conditions.md), [effects](effects.md) and [authoring](../authoring.md).", "",
        *table(schema),
    ]  # fmt: skip
    for name, paths in _met(schema).items():
        entry = schema["$defs"][name]
        about = f"At {_coded(paths)}. {entry.get('description', '')}".strip()
        lines += ["", f"## {heading(name)}", "", about, "", *table(entry)]
    return lines


def _met(schema: Schema) -> dict[str, list[str]]:
    """Each definition that is reached without passing an effect or a mechanism, with the paths that lead there."""
    found: dict[str, list[str]] = {}
    todo = [(name, path) for name, path in _refs(schema, "")]
    while todo:
        name, path = todo.pop(0)
        if name == EFFECTS or name.endswith(MECHANISMS):
            continue
        paths = found.setdefault(name, [])
        if path not in paths:
            paths.append(path)
            todo = [*_refs(schema["$defs"][name], path), *todo] if len(paths) == 1 else todo
    return found


def _refs(schema: Schema, path: str) -> Iterator[tuple[str, str]]:
    for key, value in properties(schema).items():
        here = f"{path}.{key}" if path else key
        node, within = value, here
        while True:
            if ref := node.get("$ref"):
                yield ref.rpartition("/")[2], within
                break
            if isinstance(node.get("additionalProperties"), dict):
                node, within = node["additionalProperties"], f"{within}.ID"
            elif isinstance(node.get("items"), dict):
                node, within = node["items"], f"{within}[]"
            else:
                break


def _mechanisms(schema: Schema, domains: tuple[Domain, ...]) -> list[str]:
    lines = [
        "",
        "## Mechanisms",
        "",
        "The code that settles an order type. Every band needs its line under `outcomes`.",
    ]
    for domain in domains:
        for mechanism in domain.mechanisms:
            lines += ["", f"### `{mechanism.name}`", "", *_mechanism(schema, mechanism)]
    return lines


def _mechanism(schema: Schema, mechanism: Mechanism) -> list[str]:
    said = inspect.getdoc(mechanism.settle) or ""
    needs = _coded(mechanism.targets) or "none"
    bands = _coded(mechanism.bands)
    lines = [
        " ".join(said.split()),
        "",
        f"Step: {mechanism.step.title}. Targets that it needs: {needs}. Bands: {bands}.",
    ]
    if mechanism.net:
        lines[-1] += f" Modifiers count from {mechanism.net[0]:+} to {mechanism.net[1]:+}."
    if mechanism.words:
        lines[-1] += " The seat puts it into words, so bots never give it."
    params = schema["$defs"][mechanism.params.__name__]
    return [*lines, "", *table(params)] if properties(params) else [*lines, "", "It has no `params`."]


def _coded(words: Iterable[str]) -> str:
    return ", ".join(f"`{word}`" for word in words)


def _conditions(domains: tuple[Domain, ...]) -> list[str]:
    lines = [
        "# Conditions: what may be asked", "",
        "A condition is one line: whole numbers, `+ - *`, `//` by a number, comparison (`==`, `!=`, `<`, `<=`, `>`,"
        " `>=`), `and`, `or`, `not`, brackets, and the questions below. It holds when it comes to anything but 0."
        " Names of seats, agreements, matters, topics and the like stand in quotes. It is asked of what its seat knows;"
        " where that is not enough, odds are shown at both ends. A condition that could never hold, or always would, is"
        " refused by `seawar check`.", "",
        "In YAML, put it in single quotes: `when: 'tension(self, \"rok\") >= 5 and not fired(\"03\")'`.", "",
        "## Which names are in reach", "", "| where | names |", "|---|---|",
        *(f"| {where} | {names} |" for where, names in PLACES), "",
        "## Tracks", "",
        "Every track of the rulebook is a question by its own name: `NAME()` of one for the table, `NAME(seat)` of one"
        " for each seat, `NAME(seat, seat)` of one for each two. With a seat that is not in play a track is not there,"
        " and what compares it does not hold.", "",
    ]  # fmt: skip
    groups: list[tuple[str, tuple[Function, ...]]] = [("Everywhere", CORE_FUNCTIONS)]
    groups += [(d.name.capitalize(), tuple(f.function for f in d.functions)) for d in domains if d.functions]
    for title, functions in groups:
        lines += [f"## {title}", "", "| question | what it answers | answers |", "|---|---|---|"]
        lines += [f"| `{f}` | {cell(f.doc)} | {_answers(f)} |" for f in functions]
        lines.append("")
    return lines[:-1]


def _answers(function: Function) -> str:
    if function.range is None:
        return "a number"
    if function.range == YES_NO:
        return "1 or 0"
    return "0 or more" if function.range == COUNT else f"{function.range[0]} to {function.range[1]}"


def _effects(schema: Schema) -> list[str]:
    """Every verb that a line of effects may have."""
    defs = schema["$defs"]
    lines = [
        "# Effects: what may happen", "",
        "A line of effects has exactly one verb. Within one step of adjudication all orders read the state at its"
        " start; adjustments to one value are summed, then held within its range. Effects are a closed list: a rulebook"
        " adds order types, never effects. An inject, an end or a chance is nobody's order, so `self` means nobody"
        " there: name seats by their ids.", "",
        "## Whom one may name", "", "| word | who |", "|---|---|",
        *(f"| `{word}` | {cell(who)} |" for word, who in WHOM.items()),
        "| a target, or a seat by its id | that one |", "",
        f"No seat may have one of these words for its id, nor {_coded(sorted(RESERVED - {*WHOM}))}.",
    ]  # fmt: skip
    for verb, value in defs[EFFECTS]["properties"].items():
        model = defs[value["$ref"].rpartition("/")[2]]
        lines += ["", f"## `{verb}`", "", model.get("description", ""), "", f"`- {_example(verb, model)}`", "",
                  *table(model)]  # fmt: skip
    return lines


EXAMPLES = {
    "track": "tension", "by": "1", "to": "3", "seat": "japan", "with": "rok", "resource": "influence",
    "topic": "breach",
    "text": '"They answered within the hour."', "says": "denied", "about": "airspace-entry", "matter": "detained-crew",
    "status": "released", "agreement": "gsomia", "name": "joint-drill", "lasts": "90 days", "contact": "contact",
    "area": "area", "ledger": "losses",
}  # fmt: skip
"""What stands in an example under a key that must be there."""
OWN = {
    "tell": {"to": "public"},
    "agreement": {"status": "suspended"},
    "adjust": {"with": "rok"},
    "raise": {"with": "rok"},
}


def _example(verb: str, model: Schema) -> str:
    keys = {key: EXAMPLES[key] for key in properties(model) if key in required(model)} | OWN.get(verb, {})
    return f"{verb}: {{{', '.join(f'{key}: {value}' for key, value in keys.items())}}}"
