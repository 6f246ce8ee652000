"""Names that may be used where: the scopes of conditions and of effects, and collecting problems."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from seawar.content.never import Known, calls, can_fail, can_hold
from seawar.core.conditions import COUNT, YES_NO, Condition, ConditionError, Function, Scope, compile_condition, nearest
from seawar.core.facts import Absent, Facts, Unknown
from seawar.core.mechanism import Domain

Path = tuple[str | int, ...]

ANY = "0..any"
"""Stands among declared names for one that could not be read: then no name can be called unknown."""

CORE_FUNCTIONS = (
    Function("own", ("force_kind",), "Units of a kind that this seat can send now.", range=COUNT),
    Function("left", ("resource",), "How much of a resource this seat has.", range=COUNT),
    Function("in_force", ("agreement",), "Whether an agreement holds (a running notice included).", range=YES_NO),
    Function("pact", ("agreement", "pact_status"), "Whether an agreement has a status.", range=YES_NO),
    Function(
        "gave_notice",
        ("agreement", "seat"),
        "Whether the notice that runs on an agreement is the seat's.",
        range=YES_NO,
    ),
    Function("party", ("agreement", "seat"), "Whether the seat is a party to the agreement.", range=YES_NO),
    Function("holds", ("area", "seat"), "Whether the seat holds the area.", range=YES_NO),
    Function("claims", ("area", "seat"), "Whether the seat claims the area.", range=YES_NO),
    Function("disputed", ("area",), "Whether more than one seat claims the area.", range=YES_NO),
    Function("overlaps", ("area",), "Whether more than one identification zone covers the area.", range=YES_NO),
    Function("in_zone", ("area", "seat"), "Whether the seat's identification zone covers the area.", range=YES_NO),
    Function("contacts", ("area",), "Contacts of others known to be in or about to enter the area.", range=COUNT),
    Function("identified", ("contact",), "Whether this seat knows what the contact is.", range=YES_NO),
    Function("rung", ("contact",), "Highest rung reached with the contact, 0 to 5.", range=(0, 5)),
    Function("matter", ("matter", "text"), "Whether the matter is in that state.", range=YES_NO),
    Function("fired", ("inject",), "Whether the inject has reached its seats.", range=YES_NO),
    Function("public", ("topic", "seat"), "Whether the topic is public about the seat.", range=YES_NO),
    Function("stands", ("order",), "How many standing orders of a type this seat has.", range=COUNT),
    Function("lasts", ("text", "seat", "seat"), "Whether a timed condition holds between two seats.", range=YES_NO),
    Function("said", ("seat", "text", "text"), "Whether the seat's latest claim about it says that.", range=YES_NO),
    Function("learned", ("seat", "topic"), "How much the seat has learned about a topic.", range=COUNT),
    Function("tally", ("ledger", "seat"), "A seat's row of a ledger."),
    Function("between", ("ledger", "seat", "seat"), "A seat's row of a ledger about another seat."),
    Function("evidence", ("text", "seat"), "How surely this seat can show who was behind it, 0 to 4.", range=(0, 4)),
    Function("same", ("seat", "seat"), "Whether both are the same seat.", range=YES_NO),
    Function("gone", ("int",), "Whether at least that many turns are over.", range=YES_NO),
)


MOST_LISTED = 12
"""Names that a message lists at the most."""


def _there_are(names: Collection[str]) -> str:
    """What there is to choose from where no name is near."""
    if len(names) > MOST_LISTED:
        return "; choose one that is declared"
    return f"; there are {', '.join(sorted(names))}" if names else "; none is declared"


@dataclass(slots=True)
class Findings:
    """Problems found on the way, by their path in the document."""

    lost: Collection[Path] = ()
    """Where something harmless stands for what could not be read: nothing can be found there."""
    found: list[tuple[Path, str, int]] = field(default_factory=list)

    def add(self, path: Path, message: str, col: int = 0) -> None:
        """`col` counts characters into the scalar at `path`."""
        if not self.is_lost(path):
            self.found.append((path, message, col))

    @property
    def wrong(self) -> bool:
        """Whether anything is wrong with the document."""
        return bool(self.found or self.lost)

    def is_lost(self, path: Path) -> bool:
        return any(path[:n] in self.lost for n in range(len(path) + 1)) if self.lost else False

    def sound(self, path: Path) -> bool:
        """Whether nothing at or under `path` is known to be wrong, so that others may be judged by it."""
        within = (*self.lost, *(found for found, _, _ in self.found))
        return not self.is_lost(path) and not any(wrong[: len(path)] == path for wrong in within)

    def known(self, path: Path, what: str, name: str, names: Collection[str]) -> bool:
        """Whether `name` is one of `names`; if not, a problem with the nearest one."""
        if name in names or ANY in names:
            return True
        self.add(path, f"no {what} {name!r}{nearest(name, names) or _there_are(names)}")
        return False


def track_function(id_: str, per: str) -> tuple[Function, Callable[..., int]]:
    """How conditions ask for a track: `tension(a, b)`, `support(a)` or `defcon()`."""

    def of_pair(facts: Facts, a: str, b: str) -> int:
        try:
            return facts.world.tracks[f"{id_}/{a}>{b}"]
        except KeyError:
            return _missing(facts, a, b)

    def of_dyad(facts: Facts, a: str, b: str) -> int:
        try:
            return facts.world.tracks[f"{id_}/{a}:{b}" if a < b else f"{id_}/{b}:{a}"]
        except KeyError:
            return _missing(facts, a, b)

    def of_one(facts: Facts, a: str = "table") -> int:
        try:
            return facts.world.tracks[f"{id_}/{a}"]
        except KeyError:
            return _missing(facts, a)

    arity = {"table": 0, "seat": 1, "dyad": 2, "pair": 2, ANY: 2}[per]
    least = 0 if per == ANY else None
    function = Function(id_, ("seat",) * arity, f"Value of the track {id_}.", least)
    return function, {"pair": of_pair, "dyad": of_dyad}.get(per, of_one)


def _missing(facts: Facts, *seats: str) -> int:
    """A row of seats in play that is not there is hidden; with a seat out of play there is none."""
    raise Absent if any(seat not in facts.rules.seats for seat in seats) else Unknown


def facts_class(domains: Iterable[Domain], tracks: Mapping[str, str]) -> tuple[type[Facts], dict[str, Function]]:
    """A facts class that answers the core's, the domains' and the tracks' functions."""
    functions = {f.name: f for f in CORE_FUNCTIONS}
    answers: dict[str, Any] = {"__slots__": ()}
    for domain in domains:
        for extra in domain.functions:
            functions[extra.function.name] = extra.function
            answers[f"fn_{extra.function.name}"] = extra.answer
    for id_, per in tracks.items():
        functions[id_], answers[f"fn_{id_}"] = track_function(id_, per)
    return type("RulebookFacts", (Facts,), answers), functions


@dataclass(frozen=True, slots=True)
class So:
    """What follows where a condition decides nothing, as `the order can never be given`."""

    never: str
    """Of one that can never hold."""
    always: str = ""
    """Of one that always holds; empty where that is no mistake."""


@dataclass(frozen=True, slots=True)
class Names:
    """Everything that conditions may name, for one rulebook or one rulebook and scenario."""

    functions: Mapping[str, Function]
    ids: Mapping[str, Collection[str]]
    known: Known
    """Which values their answers can have."""
    all_in_play: bool
    """Whether every id is known to be in play, as a scenario's are."""

    def scope(self, names: Mapping[str, str]) -> Scope:
        told = {kind: ids for kind, ids in self.ids.items() if ANY not in ids}
        return Scope(self.functions, {"turn": "int", **names}, told)

    def condition(self, text: str | None, names: Mapping[str, str], path: Path, findings: Findings) -> Condition | None:
        """The compiled condition, or None with the problems noted."""
        if text is None or ANY in self.functions or ANY in (*names, *names.values()):
            return None  # what may be asked here cannot be told
        try:
            return compile_condition(text, self.scope(names))
        except ConditionError as error:
            for col, message in error.problems:
                findings.add(path, f"in {text!r}: {message}", col)
            return None

    def judged(
        self,
        text: str | None,
        names: Mapping[str, str],
        path: Path,
        findings: Findings,
        so: So,
        who: Collection[str] = (),
    ) -> Condition | None:
        """The same, and a problem where it can never hold or always does. `who` are the seats that `self` may be."""
        made = self.condition(text, names, path, findings)
        if made is None:
            return None
        cases = [{"self": seat} for seat in who] if "self" in made.names and ANY not in who else []
        told = f"{self._ranges(made)}, so"
        if not any(can_hold(made.text, self.known, bound) for bound in cases or [{}]):
            findings.add(path, f"in {made.text!r}: it can never hold{told} {so.never}; change it, or take that out")
        elif (
            so.always
            and self._answered(made)
            and not any(can_fail(made.text, self.known, bound) for bound in cases or [{}])
        ):
            findings.add(path, f"in {made.text!r}: it always holds{told} {so.always}; change it, or take that out")
        return made

    def _ranges(self, made: Condition) -> str:
        """` (support goes from 0 to 10)` for the tracks that it asks for."""
        asked = [(id_, self.known.ranges[id_]) for id_ in sorted(made.calls) if id_ in self.known.tracks]
        told = ", ".join(f"{id_} goes from {low} to {high}" for id_, (low, high) in asked)
        return f" ({told})" if told else ""

    def _answered(self, made: Condition) -> bool:
        """Whether nothing that it asks for can be out of play: what is, makes a condition not hold."""
        if self.all_in_play or not made.calls & {*self.known.tracks, "pact", "in_force"}:
            return True
        return all(arg.isidentifier() for call in calls(made.text) for arg in call.args)
