"""The tables of docs/terminals.md, made from what the tests know of the terminals."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tests.terminal.clients import CLIENTS, KEYS, UNUSABLE, Client

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

SHOWN = ("up", "home", "end", "pageup", "delete", "backspace", "keypad_enter", "shift+tab", "f1", "f5", "f10")
"""The keys by which the clients differ in what they send."""
NAMES = {"pageup": "PgUp", "pagedown": "PgDn", "escape": "Esc", "delete": "Del", "insert": "Ins"}
NAMES |= {"keypad_enter": "Enter on the keypad", "left_square_bracket": "["}


def name_of(keys: str) -> str:
    """How keys are called: "shift+left" → Shift+Left; several have spaces between."""
    return " ".join(
        "+".join(NAMES.get(part, part.capitalize()) for part in re.split(r"\+(?=.)", key))
        for key in keys.split()
    )


def written(sequence: str) -> str:
    """Bytes in caret notation, as code: ESC [ A → `^[[A`."""
    return "`" + re.sub(r"[\x00-\x1f\x7f]", lambda found: "^" + chr(ord(found[0]) ^ 64), sequence) + "`"


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    return "\n".join(f"| {' | '.join(row)} |" for row in (head, ["---"] * len(head), *rows))


def _fate(client: Client, key: str) -> str:
    if client.delivers(key):
        return "yes"
    if key in client.keeps:
        return client.keeps[key]
    if key in client.becomes:
        return f"arrives as {name_of(client.becomes[key])}"
    return "not known"


def lost_keys() -> str:
    """Which client loses which key; a client that is not in a row delivers the key."""
    rows = []
    for key in KEYS:
        fates: dict[str, list[str]] = {}
        for client in CLIENTS:
            if (fate := _fate(client, key)) != "yes":
                alike = all(_fate(item, key) == fate for item in CLIENTS if item.name == client.name)
                fates.setdefault(fate, []).append(client.name if alike else str(client))
        if fates:
            told = (f"{fate} ({', '.join(dict.fromkeys(names))})" for fate, names in fates.items())
            rows.append((name_of(key), "; ".join(told)))
    kept = ", ".join(name_of(key) for key in KEYS if all(client.delivers(key) for client in CLIENTS))
    return _table(("key", "what becomes of it"), rows) + f"\n\nDelivered by all: {kept}."


def sent_bytes() -> str:
    """What each client sends for the keys in which they differ, and how that is known."""
    head = ("client", *map(name_of, SHOWN), "how it is known")
    return _table(
        head,
        (
            (str(client), *(" or ".join(map(written, client.sends[key])) for key in SHOWN), client.seen)
            for client in CLIENTS
        ),
    )


def unusable_settings() -> str:
    """The settings in which keys are taken for others, and what to set."""
    return _table(
        ("setting", "what happens", "set instead"),
        (
            (
                str(client),
                ", ".join(
                    f"{name_of(key)} → {name_of(other) or 'lost'}" for key, other in client.becomes.items()
                ),
                client.instead,
            )
            for client in UNUSABLE
        ),
    )
