"""A condition in words, for whoever does not read its language: the same tree, said part by part."""

from __future__ import annotations

import ast
import re
from collections.abc import Mapping

from seawar.core.condition_text import read
from seawar.report.words import STATUS, Words

_ASKED = {
    "own": "your forces ready of kind {0}",
    "left": "what you have left of {0}",
    "in_force": "{0} is in force",
    "gave_notice": "the notice that runs on {0} was given by {1}",
    "party": "{1} is a party to {0}",
    "holds": "{1} holds {0}",
    "claims": "{1} claims {0}",
    "disputed": "more than one seat claims {0}",
    "overlaps": "more than one identification zone covers {0}",
    "in_zone": "the identification zone of {1} covers {0}",
    "contacts": "known contacts in or near {0}",
    "identified": "you have identified {0}",
    "rung": "the highest rung reached with {0}",
    "matter": "the state of “{0}” is “{1}”",
    "fired": "the inject {0} has reached its seats",
    "public": "“{0}” is public about {1}",
    "stands": "your standing orders of this type: {0}",
    "lasts": "“{0}” holds between {1} and {2}",
    "said": "the latest claim of {0} about {1} is “{2}”",
    "learned": "what {0} has learned about {1}",
    "tally": "the count “{0}” of {1}",
    "evidence": "how surely you can show that {1} was behind {0}",
    "same": "{0} is {1}",
    "affronted": "{0} still minds a public insult by {1}",
    "gone": "{0} or more turns are over",
    "level": "the number of steps of “{0}” that {1} has",
    "level_at": "the number of steps of “{0}” that the seat with fields or works in {1} has",
    "building": "the number of steps of “{0}” under way with {1}",
    "traced": "how surely you can show that {0} was in somebody's networks, from 0 to 4,",
    "inside": "{0} is inside the networks of {1}",
    "detained": "the number of crews of {1} that {0} holds",
    "conceded": "how often {0} gave way to {1} in a settlement",
    "word": "what the word of {1} counts with {0}",
    "crossed": "the red line “{1}” of {0} has been crossed",
    "measures": "the number of measures that {0} has against {1}, as far as known,",
    "lost": "what measures between {0} and {1} have cost {0}, in USD million,",
    "supplied": "the part of what {0} needs of {2} that {1} supplies, in thousandths,",
    "flow": "the part of the exports of {2} from {0} to {1} that passes, in thousandths,",
    "disclosure_lag": "the days from finding a breach of {0} to its being public",
    "shallow": "the water of {0} is shallow",
    "airborne": "the number of aircraft that {0} has in the air in {1}, as far as known,",
}
"""Questions of every rulebook. What is not here, as a domain's own, is told by its documentation."""
_SIGNS: Mapping[type[ast.AST], str] = {
    ast.Eq: "is", ast.NotEq: "is not", ast.Lt: "is below", ast.LtE: "is at most", ast.Gt: "is above",
    ast.GtE: "is at least", ast.Add: "plus", ast.Sub: "less", ast.Mult: "times", ast.FloorDiv: "divided by",
    ast.Mod: "modulo",
}  # fmt: skip


def in_words(text: str, words: Words, targets: Mapping[str, str]) -> str:
    """`GSOMIA is in force and you are not Japan`."""
    return _said(read(text)[0], words, targets)


def _said(node: ast.expr, words: Words, targets: Mapping[str, str]) -> str:
    match node:
        case ast.BoolOp(op=op, values=values):
            parts = [_grouped(value, words, targets) for value in values]
            return (" and " if isinstance(op, ast.And) else " or ").join(parts)
        case ast.UnaryOp(op=ast.Not(), operand=inner):
            return _denied(_grouped(inner, words, targets))
        case ast.UnaryOp(operand=inner):
            return f"minus {_said(inner, words, targets)}"
        case ast.Compare(left=left, ops=ops, comparators=others):
            said = _said(left, words, targets)
            for sign, other in zip(ops, others, strict=True):
                said += f" {_SIGNS[type(sign)]} {_said(other, words, targets)}"
            return said
        case ast.BinOp(left=left, op=op, right=right):
            return f"{_said(left, words, targets)} {_SIGNS[type(op)]} {_said(right, words, targets)}"
        case ast.Call(func=ast.Name(id=name), args=args):
            return _question(name, [_argument(arg, words, targets) for arg in args], words)
        case ast.Constant(value=value):
            return str(value)
        case _:
            return words.who(ast.unparse(node), targets)


def _denied(said: str) -> str:
    """The verb denied where it is one of the plain ones, else the whole."""
    verb = re.search(r" (?:is|are|have) ", said)
    if verb is None or said[:1] == "(":
        return f"it is not so that {said}"
    return f"{said[: verb.end()]}not {said[verb.end() :]}"


def _grouped(node: ast.expr, words: Words, targets: Mapping[str, str]) -> str:
    said = _said(node, words, targets)
    return f"({said})" if isinstance(node, ast.BoolOp) else said


def _argument(node: ast.expr, words: Words, targets: Mapping[str, str]) -> str:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        if node.value in STATUS:
            return node.value
        if node.value in words.book.doc.agreements:
            return f"“{words.title('agreement', node.value)}”"
        order = words.book.orders.get(node.value)
        return order.title if order else words.who(node.value, targets)
    return _said(node, words, targets)


def _question(name: str, args: list[str], words: Words) -> str:
    track = words.book.tracks.get(name)
    if track:
        joint = {"dyad": " between {0} and {1}", "pair": " of {0} towards {1}", "seat": " of {0}"}.get(track.per, "")
        said = (track.title + joint).format(*args, *["…"] * 2)
    elif name == "pact":
        said = f"{args[0]} {STATUS.get(args[1], args[1])}"
    elif name in _ASKED:
        said = _ASKED[name].format(*args)
    else:
        doc = words.book.functions[name].doc.partition(". ")[0].rstrip(".").removeprefix("Whether ")
        said = f"{doc[:1].lower()}{doc[1:]} ({', '.join(args)})"
    said = re.sub(r"(?:the )?(\w[\w ]*(?:“[^”]*”)?) of you\b", r"your \1", said)
    return _AGREED.sub(lambda found: f"you {found[1] or ''}{_PLURAL[found[2]]}", said)


_PLURAL = {
    "is": "are", "was": "were", "has": "have", "claims": "claim", "holds": "hold", "minds": "mind",
    "supplies": "supply",
}  # fmt: skip
_AGREED = re.compile(rf"\byou (still )?({'|'.join(_PLURAL)})\b")
"""What a template says of a seat in the third person, where the seat is the reader."""
