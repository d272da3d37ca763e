"""TOML as text in pieces, so that what a person wrote stays as written and a save costs what changed."""

from __future__ import annotations

import re
import tomllib
from datetime import datetime
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from tui.forms.text import clean

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

Value = str | int | datetime | tuple[str, ...]

LONG = 64
"""Texts of more characters than this are written as multi-line strings; a digest just fits."""

_TOKEN = re.compile(
    r"""
      (?P<head> ^(?:[ \t]*\#[^\n]*\n)* [ \t]*\[ )    # with the comments right above it
    | \"{3} (?: [^"\\]+ | \\. | "(?!"") )* "{3,5}
    | '{3} (?: [^']+ | '(?!'') )* '{3,5}
    | " (?: [^"\\\n] | \\. )* "
    | ' [^'\n]* '
    | \# [^\n]*
    | [\[\]{}]
    """,
    re.VERBOSE | re.MULTILINE | re.DOTALL,
)
_BARE_KEY = re.compile("[A-Za-z0-9_-]+")
_ESCAPES = str.maketrans({"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t"})


def split(text: str) -> Iterator[tuple[Mapping[str, Any], str]]:
    """Cut valid TOML with LF line ends before each table header; the pieces joined are the text again.

    Yields what the header alone means (`[[a]]` is {"a": [{}]}, nothing for the top of the file) and the
    piece, which begins with the comments right above the header.
    """
    start, head = 0, ""
    depth = 0
    for token in _TOKEN.finditer(text):
        if token["head"]:
            if depth == 0:
                yield _meaning(head), text[start : token.start()]
                start, head = token.start(), _line(text, token.end() - 1)
            depth += 1
        elif token[0] in "[{":
            depth += 1
        elif token[0] in "]}":
            depth -= 1
    yield _meaning(head), text[start:]


@lru_cache(maxsize=64)
def _meaning(head: str) -> Mapping[str, Any]:
    """What a header means; kept, because the rows of a table all have the same one."""
    return tomllib.loads(head)


def _line(text: str, start: int) -> str:
    end = text.find("\n", start)
    return text[start:] if end < 0 else text[start:end]


def table(head: str, values: Mapping[str, Value]) -> str:
    """A new table: its header and a line a value."""
    return f"{head}\n" + "".join(f"{_key(key)} = {encode(value)}\n" for key, value in values.items())


def _key(name: str) -> str:
    """A key as TOML writes it: in quotes when a dot or a sign in it would mean something."""
    return name if _BARE_KEY.fullmatch(name) else f'"{name.translate(_ESCAPES)}"'


def with_values(piece: str, key: str, values: Mapping[str, Value]) -> str:
    """The piece that holds the table `key` (or one entry of that array), with these values in it.

    Everything else in the piece stays as it is; values that are new come last.
    """
    if not values:
        return piece
    import tomlkit

    document = tomlkit.parse(piece)
    item: Any = document[key]
    holder = item[0] if isinstance(item, list) else item
    for name, value in values.items():
        holder[name] = tomlkit.value(encode(value))
    return document.as_string()


def encode(value: Value) -> str:
    """A value as TOML writes it; texts that are long or have several lines as multi-line strings."""
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, int):
        return str(value)
    if isinstance(value, tuple):
        return f"[{', '.join(map(encode, value))}]"
    text = clean(value)
    if len(text) <= LONG and "\n" not in text:
        return f'"{text.translate(_ESCAPES)}"'
    body, end = text.replace("\\", "\\\\"), ""
    if body.endswith('"'):
        body, end = body[:-1], '\\"'
    body = body.replace('"""', '""\\"')
    return f'"""\n{body}{end}"""'
