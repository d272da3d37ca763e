"""What each client sends for a key: the table in clients.toml."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

CARET = re.compile(r"\^(.)")
CHARACTERS = frozenset({"space", "left_square_bracket", "right_square_bracket"})
"""Keys that type something, by the names that Textual has for them."""


def _bytes(written: str) -> str:
    """^[[A → ESC [ A; the caret takes or gives the bit that tells control characters from letters."""
    return CARET.sub(lambda found: chr(ord(found[1]) ^ 64), written)


@dataclass(frozen=True, slots=True)
class Client:
    """One program in one setting.

    `sends`: key → the sequences that it may send; `becomes`: what a key arrives as that does not arrive as
    itself, Textual's names with spaces between; `keeps`: key → what the client does with it; `lost`: all
    keys that nothing may rely on; `seen`: how this is known; `instead`: what to set if it cannot be used.
    """

    name: str
    mode: str
    seen: str
    sends: dict[str, tuple[str, ...]]
    becomes: dict[str, str]
    keeps: dict[str, str]
    lost: frozenset[str]
    instead: str

    def __str__(self) -> str:
        return f"{self.name} {self.mode}".strip()

    def delivers(self, key: str) -> bool:
        """Whether a key arrives; a character that is typed always does."""
        return key not in self.lost and (key in self.sends or len(key) == 1 or key in CHARACTERS)

    def first(self, key: str) -> str:
        """What is sent for a key; anything that is no key, as it is."""
        return self.sends[key][0] if key in self.sends else key


def _client(table: dict[str, Any], known: dict[str, Client], usual: dict[str, str]) -> Client:
    like = known.get(table.get("like", ""))
    sends: dict[str, tuple[str, ...]] = {key: (_bytes(written),) for key, written in usual.items()}
    if like:
        sends |= like.sends
    for key, written in table.get("sends", {}).items():
        sends[key] = tuple(map(_bytes, [written] if isinstance(written, str) else written))
    becomes = (like.becomes if like else {}) | table.get("becomes", {})
    keeps = (like.keeps if like else {}) | table.get("keeps", {})
    lost = frozenset({*becomes, *keeps, *table.get("unsure", ()), *(like.lost if like else ())})
    names = (table["name"], table.get("mode", ""), table["seen"])
    return Client(*names, sends, becomes, keeps, lost, table.get("instead", ""))


def _load() -> tuple[list[Client], list[Client], list[str]]:
    tables = tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))
    usual: dict[str, str] = tables["keys"]
    known: dict[str, Client] = {}
    clients = []
    for table in tables["client"]:
        clients.append(_client(table, known, usual))
        known.setdefault(clients[-1].name, clients[-1])
    return clients, [_client(table, known, usual) for table in tables["wrong"]], list(usual)


CLIENTS, UNUSABLE, KEYS = _load()


def client(name: str, mode: str = "") -> Client:
    """The client of that name in that setting."""
    return next(item for item in CLIENTS if (item.name, item.mode) == (name, mode))
