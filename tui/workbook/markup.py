"""Reading the XML inside a workbook: whole small parts, or large ones piece by piece."""

from __future__ import annotations

from functools import lru_cache
from typing import NoReturn, Protocol, cast
from xml.etree import ElementTree as ET

from tui.workbook.grid import WRONG_FILE, Damaged

MAX_TREE = 8 * 1024 * 1024
MAX_DEPTH = 100
BROKEN = "里面的内容已经损坏；请用表格软件打开后另存一份，再导入另存的那个文件。"
_PIECE = 64 * 1024


class Target(Protocol):
    """What takes the pieces of a part as they come."""

    def start(self, tag: str, attributes: dict[str, str]) -> object:
        """An element begins."""

    def end(self, tag: str) -> object:
        """An element ends."""

    def data(self, text: str) -> object:
        """A piece of text."""


class Guarded:
    """A target that refuses what no workbook has: great depth, and a document type with its entities."""

    depth = 0

    def enter(self) -> None:
        """Count an element that begins."""
        self.depth += 1
        if self.depth > MAX_DEPTH:
            raise Damaged(BROKEN)

    def leave(self) -> None:
        """Count an element that ends."""
        self.depth -= 1

    def doctype(self, _name: str, _public: str | None, _system: str | None) -> NoReturn:
        """Stop before any entity is expanded."""
        raise Damaged("里有工作簿不该有的内容，可能有害，没有打开它；请向发这个文件的人要一份新的。")


class _Builder(Guarded, ET.TreeBuilder):
    def start(self, tag: str, attributes: dict[str, str]) -> ET.Element:
        self.enter()
        return super().start(tag, attributes)

    def end(self, tag: str) -> ET.Element:
        self.leave()
        return super().end(tag)


def feed(data: bytes, target: Target) -> object:
    """Send a part to its target and give back what the target's `close` gives.

    Raises:
        Damaged: it is no well-formed XML, or has a document type.
    """
    parser = ET.XMLParser(target=target)  # noqa: S314 - entities cannot be declared, see Guarded
    try:
        # Piece by piece, because a target's refusal takes effect only at the end of a piece.
        for start in range(0, len(data), _PIECE):
            parser.feed(data[start : start + _PIECE])
        return parser.close()
    except (ET.ParseError, ValueError, LookupError) as error:
        raise Damaged(BROKEN) from error


def tree(data: bytes) -> ET.Element:
    """The elements of a small part, of at most `MAX_TREE` bytes.

    Raises:
        Damaged: as `feed`, or it is larger.
    """
    if len(data) > MAX_TREE:
        raise Damaged(f"里的样式或目录太大，不像是一张申报表，没有读它；{WRONG_FILE}")
    return cast("ET.Element", feed(data, _Builder()))


@lru_cache(maxsize=256)
def local(tag: str) -> str:
    """The name of an element or attribute without its namespace, which strict workbooks spell differently."""
    return tag.rpartition("}")[2]
