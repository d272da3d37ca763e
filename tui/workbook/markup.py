"""Reading the XML inside a workbook: whole small parts, or large ones piece by piece."""

from __future__ import annotations

from typing import NoReturn, Protocol, cast
from xml.etree import ElementTree as ET

from tui.workbook.grid import Damaged

MAX_TREE = 8 * 1024 * 1024


class Target(Protocol):
    """What takes the pieces of a part as they come."""

    def start(self, tag: str, attributes: dict[str, str]) -> object:
        """An element begins."""

    def end(self, tag: str) -> object:
        """An element ends."""

    def data(self, text: str) -> object:
        """A piece of text."""


class Doctypeless:
    """A target that refuses a document type: workbooks have none, and entities can grow without end."""

    def doctype(self, _name: str, _public: str | None, _system: str | None) -> NoReturn:
        """Stop before any entity is expanded."""
        raise Damaged("里有表格文件不该有的内容，可能有害，没有打开它。")


class _Builder(Doctypeless, ET.TreeBuilder):
    pass


def feed(data: bytes, target: Target) -> object:
    """Send a part to its target and give back what the target's `close` gives.

    Raises:
        Damaged: it is no well-formed XML, or has a document type.
    """
    parser = ET.XMLParser(target=target)  # noqa: S314 - entities cannot be declared, see Doctypeless
    try:
        parser.feed(data)
        return parser.close()
    except (ET.ParseError, ValueError, LookupError) as error:
        raise Damaged("里面的内容已经损坏，请用表格软件打开后另存一份再试。") from error


def tree(data: bytes) -> ET.Element:
    """The elements of a small part, of at most `MAX_TREE` bytes.

    Raises:
        Damaged: as `feed`, or it is larger.
    """
    if len(data) > MAX_TREE:
        raise Damaged("里的样式或目录太大，不像是一张申报表，没有读它。")
    return cast("ET.Element", feed(data, _Builder()))


def local(tag: str) -> str:
    """The name of an element or attribute without its namespace, which strict workbooks spell differently."""
    return tag.rpartition("}")[2]
