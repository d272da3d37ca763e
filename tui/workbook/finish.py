"""The last touches to a drawn workbook: what its library leaves open or writes out of order."""

from __future__ import annotations

import re
import zipfile
from typing import TYPE_CHECKING

from tui.workbook.markup import local, tree
from tui.workbook.package import Package, dated

if TYPE_CHECKING:
    from datetime import datetime

_FONT_ORDER = ("b", "i", "strike", "u", "vertAlign", "sz", "color", "name", "family", "charset", "scheme")
"""ECMA-376 part 1, 18.8.22; strict readers insist on it."""

_INLINE = re.compile(rb' t="inlineStr"><is>(<t[ >].*?</t>)</is></c>', re.DOTALL)
_STRINGS = "xl/sharedStrings.xml"
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings"


def finished(package: Package, made: datetime) -> Package:
    """The drawn workbook as it is to be: valid to the letter, and the same bytes whenever it is drawn."""
    core = package.part("docProps/core.xml")
    time = rb"\g<1>" + f"{made:%Y-%m-%dT%H:%M:%SZ}".encode()
    package = package.replaced("docProps/core.xml", re.sub(rb"(<dcterms:modified[^>]*>)[^<]*", time, core))
    styles = re.sub(rb"<font>.*?</font>", _font_in_order, package.part("xl/styles.xml"), flags=re.DOTALL)
    package = _with_shared_strings(package.replaced("xl/styles.xml", styles))
    return dated(package, (made.year, made.month, made.day, 0, 0, 0))


def _font_in_order(font: re.Match[bytes]) -> bytes:
    parts = {part[1].decode(): part[0] for part in re.finditer(rb"<(\w+)[^>]*/>", font[0])}
    return b"<font>" + b"".join(parts[name] for name in sorted(parts, key=_FONT_ORDER.index)) + b"</font>"


def _with_shared_strings(package: Package) -> Package:
    """The fixed texts moved to the table of shared strings, where older importers look for them."""
    strings: list[bytes] = []

    def share(cell: re.Match[bytes]) -> bytes:
        strings.append(cell[1])
        return b' t="s"><v>%d</v></c>' % (len(strings) - 1)

    for name in [name for name in package.parts if name.startswith("xl/worksheets/sheet")]:
        package = package.replaced(name, _INLINE.sub(share, package.part(name)))
    items = b"".join(b"<si>%s</si>" % text for text in strings)
    head = f'<sst xmlns="{_MAIN}" count="{len(strings)}" uniqueCount="{len(strings)}">'.encode()
    info = zipfile.ZipInfo(_STRINGS)
    info.compress_type = zipfile.ZIP_DEFLATED
    kind = f'<Override PartName="/{_STRINGS}" ContentType="{_KIND}"/>'
    relation = f'<Relationship Type="{_RELATION}" Target="/{_STRINGS}" Id="rIdStrings"/>'
    package = _with_last_child(package, "[Content_Types].xml", kind)
    package = _with_last_child(package, "xl/_rels/workbook.xml.rels", relation)
    return Package({**package.parts, _STRINGS: (info, head + items + b"</sst>")})


def _with_last_child(package: Package, name: str, child: str) -> Package:
    content, closing = package.part(name), b"</%s>" % local(tree(package.part(name)).tag).encode()
    return package.replaced(name, content.replace(closing, child.encode() + closing))


def numbers_may_be_text(package: Package, part: str, cells: str) -> Package:
    """The workbook without the green corners on numbers that are meant as text, in a range of one sheet."""
    mark = f'<ignoredErrors><ignoredError sqref="{cells}" numberStoredAsText="1"/></ignoredErrors>'
    return _with_last_child(package, part, mark)
