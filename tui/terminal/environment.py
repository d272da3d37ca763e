"""The environment in which Textual is to find itself; it reads it once, when it is imported."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import MutableMapping

SETTINGS = {
    "TEXTUAL_DISABLE_KITTY_KEY": "1",  # some terminals lose what an input method commits while it is on
    "TEXTUAL_ANIMATIONS": "none",  # each frame of one is bytes on a slow line
    "TEXTUAL_SMOOTH_SCROLL": "0",
    "TEXTUAL_THEME": "ansi-dark",  # a theme that is set later makes Textual read all its styles anew
}
STALE_SIZE = ("COLUMNS", "LINES")
"""Where some shells and programs note the size of the window once; it would outweigh what the window has."""
FAR_AWAY = ("SSH_CONNECTION", "SSH_CLIENT", "SSH_TTY", "REMOTEHOST")
"""Set where the keys come over a network."""
ESCAPE_DELAY = "ESCDELAY"
QUICK, SAFE = "100", "300"
"""Milliseconds within which a key's bytes arrive, here and over a network; Esc alone is held that long."""


def prepare(environment: MutableMapping[str, str]) -> None:
    """Set what Textual is to read; what the user has set stays."""
    for name, value in SETTINGS.items():
        environment.setdefault(name, value)
    environment.setdefault(ESCAPE_DELAY, SAFE if any(map(environment.get, FAR_AWAY)) else QUICK)
    for name in STALE_SIZE:
        environment.pop(name, None)
