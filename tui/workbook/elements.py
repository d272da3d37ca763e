"""The elements of an XML part and where they stand in it, so that it is changed and never rewritten."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NoReturn
from xml.parsers import expat
from xml.sax.saxutils import escape as escape_markup

from tui.workbook.grid import Damaged
from tui.workbook.markup import BROKEN

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

_TAG = re.compile(rb"""<(?:[^"'>]++|"[^"]*+"|'[^']*+')*+>""")
_ATTRIBUTE = re.compile(rb"""\s([^\s=]+)\s*=\s*("[^"]*"|'[^']*')""")
_DECLARED = re.compile(rb"""^(<\?xml[^>]*?encoding\s*=\s*["'])([A-Za-z0-9._-]+)(["'])""")
_MARKS = {b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16", b"<\0": "utf-16-le", b"\0<": "utf-16-be"}
_LIKE_UTF8 = {"utf-8", "utf8", "us-ascii", "ascii"}

Change = tuple[int, int, bytes]
"""Where bytes begin and end, and what comes in their place."""


class Element:
    """An element and where it stands in the bytes of its part."""

    __slots__ = ("attributes", "children", "close", "end", "inside", "name", "parent", "start", "tag", "text")

    def __init__(
        self, tag: str, attributes: dict[str, str], start: int, inside: int, parent: Element | None
    ) -> None:
        self.tag, self.name, self.attributes = tag, local(tag), attributes
        """The name as it is written, the name without its prefix, and the attributes as they are written."""
        self.start, self.inside = start, inside
        """Where the opening tag begins, and where the content does."""
        self.close = self.end = inside
        """Where the content ends, and where the closing tag does; both after the tag of an empty element."""
        self.parent = parent
        self.children: list[Element] = []
        self.text = ""
        """The characters of its own, those of elements in it left out."""

    @property
    def is_empty_tag(self) -> bool:
        """Whether one tag is all there is."""
        return self.end == self.inside

    @property
    def prefix(self) -> str:
        """The prefix of the name with its colon; empty for none."""
        return self.tag[: len(self.tag) - len(self.name)]

    def walk(self) -> Iterator[Element]:
        """The element and all below it, in the order of the part."""
        waiting = [self]
        while waiting:
            element = waiting.pop()
            yield element
            waiting += reversed(element.children)

    def find(self, name: str) -> Element | None:
        """The first child of that name."""
        return next((child for child in self.children if child.name == name), None)


@lru_cache(maxsize=1024)
def local(tag: str) -> str:
    """A name without its prefix."""
    return tag.rpartition(":")[2]


def utf8(data: bytes) -> bytes:
    """The part in UTF-8: the same bytes, unless it is in another encoding.

    Raises:
        Damaged: the encoding is unknown, or the part is not in it.
    """
    declared = _DECLARED.match(data)
    encoding = _MARKS.get(data[:2]) or (declared[2].decode().lower() if declared else "utf-8")
    if encoding in _LIKE_UTF8:
        return data
    try:
        converted = data.decode(encoding).encode()
    except (LookupError, ValueError) as error:
        raise Damaged(BROKEN) from error
    return _DECLARED.sub(rb"\1UTF-8\3", converted)


def scan(data: bytes, ignored: Collection[str] = ()) -> Element:
    """The root of a part in UTF-8, with all elements but those named (without prefix) and what is in them.

    Raises:
        Damaged: it is no well-formed XML, or has a document type.
    """
    scanner = _Scanner(data, frozenset(ignored))
    try:
        scanner.parser.Parse(data, True)
    except expat.ExpatError as error:
        raise Damaged(BROKEN) from error
    if scanner.root is None:
        raise Damaged(BROKEN)
    return scanner.root


class _Scanner:
    def __init__(self, data: bytes, ignored: frozenset[str]) -> None:
        self.data, self.ignored, self.hidden = data, ignored, 0
        self.root: Element | None = None
        self.open: list[Element] = []
        self.parser = expat.ParserCreate()
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._characters
        self.parser.StartDoctypeDeclHandler = self._doctype

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        if self.hidden or local(tag) in self.ignored:
            self.hidden += 1
            return
        start = self.parser.CurrentByteIndex
        parent = self.open[-1] if self.open else None
        element = Element(tag, attributes, start, self._tag_end(start), parent)
        if parent:
            parent.children.append(element)
        self.root = self.root or element
        self.open.append(element)

    def _end(self, _tag: str) -> None:
        if self.hidden:
            self.hidden -= 1
            return
        element = self.open.pop()
        if self.data[element.inside - 2 : element.inside] != b"/>":
            element.close = self.parser.CurrentByteIndex
            element.end = self._tag_end(element.close)

    def _characters(self, text: str) -> None:
        if not self.hidden:
            self.open[-1].text += text

    def _doctype(self, *_: object) -> NoReturn:
        raise Damaged(BROKEN)

    def _tag_end(self, start: int) -> int:
        match = _TAG.match(self.data, start)
        if match is None:
            raise Damaged(BROKEN)
        return match.end()


def applied(data: bytes, changes: Iterable[Change], start: int = 0, end: int | None = None) -> bytes:
    """The bytes between two places with the changes made; changes do not overlap."""
    pieces, position = [], start
    for first, last, new in sorted(changes, key=lambda change: change[:2]):
        pieces += [data[position:first], new]
        position = last
    return b"".join([*pieces, data[position:end]])


def attribute_change(data: bytes, element: Element, name: str, value: str) -> Change:
    """Another value of an attribute that the element has."""
    for match in _ATTRIBUTE.finditer(data, element.start, element.inside):
        if match[1].decode() == name:
            return match.start(2), match.end(2), _quoted(value).encode()
    raise KeyError(name)


def text_change(element: Element, text: str) -> Change:
    """Another text of an element that holds nothing else."""
    return element.inside, element.close, escape_markup(text).encode()


def opening(tag: str, attributes: Mapping[str, str], *, empty: bool = False) -> bytes:
    """An opening tag."""
    written = "".join(f" {name}={_quoted(value)}" for name, value in attributes.items())
    return f"<{tag}{written}{'/' if empty else ''}>".encode()


def _quoted(value: str) -> str:
    entities = {'"': "&quot;", "\n": "&#10;", "\r": "&#13;", "\t": "&#9;"}
    return f'"{escape_markup(value, entities)}"'
