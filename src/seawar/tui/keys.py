"""Keys of one's own: a small TOML file that gives an action another key.

`keys.toml` in the user's configuration folder, a line for each action, by the id that F1 lists:

    "seat.add" = "a"
    "seat.seal" = "f5"
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from pathlib import Path

from platformdirs import user_config_path

from seawar.core.clean import clean
from seawar.tui.actions import EVERYWHERE, PANELS, SEAT, UMPIRE, Action

NAME = "keys.toml"
ALL = (*EVERYWHERE, *PANELS, *SEAT, *UMPIRE)


def path() -> Path:
    """Where the file lies, if there is one."""
    return user_config_path("seawar") / NAME


def keymap(file: Path) -> tuple[dict[str, str], str]:
    """Action to key, and what is wrong with the file in one sentence; empty when nothing is."""
    try:
        read = tomllib.loads(file.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}, ""
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        return {}, clean(f"{file}: the keys are not read ({error}); every action keeps its own")
    known = {action.id for action in ALL}
    wrong = [name for name, key in read.items() if name not in known or not isinstance(key, str) or not key]
    found = {name: key for name, key in read.items() if name not in wrong}
    if wrong:
        return found, clean(f"{file}: no action {wrong[0]!r} with a key; F1 lists their ids, as seat.add")
    return found, _clash(file, found)


def _clash(file: Path, found: Mapping[str, str]) -> str:
    """Two actions of one screen on the same key."""
    for screen in ((*EVERYWHERE, *PANELS, *SEAT), (*EVERYWHERE, *PANELS, *UMPIRE)):
        taken: dict[str, Action] = {}
        for action in screen:
            key = found.get(action.id, action.key)
            if key in taken:
                return clean(f"{file}: {key!r} is the key of both {taken[key].id} and {action.id}; give one another")
            taken[key] = action
    return ""


def shown(action: Action, found: Mapping[str, str]) -> str:
    """The key as a person reads it."""
    key = found.get(action.id)
    return key.upper() if key and len(key) == 1 else key.title() if key else action.shown
