"""Colours by role. Every colour repeats a letter, a word or a place, so that a screen without colour says the same.

Contrast of text is at least 4.5 (names of seas and zones 4.0). In `seawar-dark` and `seawar-light` no two
roles come closer than 22 Delta E under simulated red, green and blue blindness.
"""

from __future__ import annotations

from textual.theme import Theme

ROLES = ("text", "quiet", "names", "you", "others", "new", "truth", "late", "bold", "key", "focus", "bright")
"""What a span of text may be."""

DARK = {
    "ground": "#0f151c", "land": "#18212b", "raised": "#1b2530", "text": "#e6eaee", "quiet": "#9aa8b5",
    "names": "#74869a", "you": "#3d9dff", "others": "#e0822a", "new": "#fcd52e", "truth": "#cc7cbb", "late": "#ff5266",
}  # fmt: skip
LIGHT = {
    "ground": "#fbf9f5", "land": "#f1ede5", "raised": "#ece8e0", "text": "#1b232b", "quiet": "#4f5a64",
    "names": "#6b757e", "you": "#0361c8", "others": "#8a5d0b", "new": "#473900", "truth": "#6a0a7c", "late": "#a83a52",
}  # fmt: skip
PLAIN = {
    "ground": "#000000", "land": "#000000", "raised": "#303030", "text": "#ffffff", "quiet": "#d0d0d0",
    "names": "#b0b0b0", "you": "#ffffff", "others": "#ffffff", "new": "#ffffff", "truth": "#ffffff", "late": "#ffffff",
}  # fmt: skip


def _theme(name: str, roles: dict[str, str], *, dark: bool) -> Theme:
    return Theme(
        name=name,
        primary=roles["you"],
        secondary=roles["truth"],
        warning=roles["new"],
        error=roles["late"],
        success=roles["you"],
        accent=roles["others"],
        foreground=roles["text"],
        background=roles["ground"],
        surface=roles["raised"],
        panel=roles["raised"],
        dark=dark,
        variables={f"sw-{role}": colour for role, colour in roles.items()},
    )


THEMES = (
    _theme("seawar-dark", DARK, dark=True),
    _theme("seawar-light", LIGHT, dark=False),
    _theme("seawar-plain", PLAIN, dark=True),
)
DEFAULT, PLAIN_THEME = "seawar-dark", "seawar-plain"
NAMES = {
    "seawar-dark": "Dark colours. F9 again: light ones.", "seawar-light": "Light colours. F9 again: none.",
    "seawar-plain": "Black and white. F9 again: dark colours.",
}  # fmt: skip
"""What is said when they are put on."""
VARIABLES = {f"sw-{role}": colour for role, colour in DARK.items()}
"""For themes that are not ours, which lack these names."""
