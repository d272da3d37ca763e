"""Putting parts together to a workbook file, and adding parts to one."""

from __future__ import annotations

import io
import struct
import warnings
import zipfile
import zlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
SHEET_KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml."
HEADER = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


def zipped(parts: Mapping[str, str | bytes]) -> bytes:
    """The parts as a zip file; the same parts give the same bytes."""
    return packed(parts.items())


def packed(pairs: Iterable[tuple[str, str | bytes]]) -> bytes:
    """Names and contents as a zip file, even if a name comes twice."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive, warnings.catch_warnings():
        warnings.filterwarnings("ignore", "Duplicate name")
        for name, content in pairs:
            info = zipfile.ZipInfo(name, (2024, 1, 1, 0, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, content)
    return buffer.getvalue()


def unzipped(data: bytes) -> dict[str, bytes]:
    """The content of every part by its name, in the order of the file."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def with_text(parts: Mapping[str, bytes], name: str, old: str, new: str) -> dict[str, bytes]:
    """The parts with a text of one of them replaced, once; it must be there."""
    content = parts[name].decode()
    if old not in content:
        raise ValueError(f"{old} is not in {name}")
    return {**parts, name: content.replace(old, new, 1).encode()}


def with_part(
    parts: Mapping[str, bytes], source: str, name: str, content: str | bytes, kind: str, relation: str
) -> dict[str, bytes]:
    """The parts with one more, of that content type and related to a source (“” is the package)."""
    folder, _, last = source.rpartition("/")
    listing = f"{folder}/_rels/{last}.rels".lstrip("/")
    number = parts.get(listing, b"").count(b"<Relationship ") + 1
    entry = f'<Relationship Id="zoo{number}" Type="{relation}" Target="/{name}"/></Relationships>'
    empty = f'{HEADER}<Relationships xmlns="{RELATIONS}"></Relationships>'.encode()
    found = {listing: empty, **parts, name: content.encode() if isinstance(content, str) else content}
    found = with_text(found, listing, "</Relationships>", entry)
    override = f'<Override PartName="/{name}" ContentType="{kind}"/></Types>'
    return with_text(found, "[Content_Types].xml", "</Types>", override)


def small_picture() -> bytes:
    """A red square of 8 × 8 pixels as PNG."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        body = kind + content
        return struct.pack(">I", len(content)) + body + struct.pack(">I", zlib.crc32(body))

    head = struct.pack(">IIBBBBB", 8, 8, 8, 2, 0, 0, 0)
    pixels = zlib.compress((b"\0" + b"\xc0\0\0" * 8) * 8)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")
