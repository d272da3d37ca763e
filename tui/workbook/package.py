"""The zip file that a workbook is: opened without trust; the same parts always give the same bytes."""

from __future__ import annotations

import io
import lzma
import posixpath
import struct
import zipfile
import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import unquote

from tui.workbook.grid import LOCKED, WRONG_FILE, Damaged
from tui.workbook.markup import local, tree
from tui.workbook.repack import repacked

if TYPE_CHECKING:
    from collections.abc import Mapping

MAX_PARTS = 5_000
MAX_BYTES = 64 * 1024 * 1024
"""How large all parts together may be once unpacked; a form of 10,000 rows has about 10 MB."""

_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    struct.error,
    EOFError,
    OSError,
    RuntimeError,
    ValueError,
    OverflowError,
    IndexError,  # a part without a name, before Python 3.12
)
_INCOMPLETE = "不完整或已经损坏；请重新下载一份，或用表格软件打开后另存一份，再导入。"
_TOO_LARGE = f"解开后太大，不像是一张申报表，没有打开它；{WRONG_FILE}"


@dataclass(frozen=True, slots=True)
class Package:
    """The parts of a workbook in the order of the file, with what the zip says of each."""

    parts: Mapping[str, tuple[zipfile.ZipInfo, bytes]]

    def __contains__(self, name: str) -> bool:
        return name in self.parts

    def part(self, name: str) -> bytes:
        """The content of a part.

        Raises:
            Damaged: there is no such part.
        """
        if name not in self.parts:
            raise Damaged(_INCOMPLETE)
        return self.parts[name][1]

    def targets(self, source: str) -> dict[str, tuple[str, str]]:
        """The relationships of a part (“” is the package): id → (last word of its type, name of the part)."""
        folder, name = posixpath.split(source)
        listing = posixpath.join(folder, "_rels", f"{name}.rels")
        if listing not in self:
            return {}
        found = {}
        for item in tree(self.part(listing)):
            values = {local(key): value for key, value in item.attrib.items()}
            if values.get("TargetMode") != "External":
                path = posixpath.join("/", folder, unquote(values.get("Target", "")))
                kind = values.get("Type", "").rpartition("/")[2]
                found[values.get("Id", "")] = (kind, posixpath.normpath(path).lstrip("/"))
        return found

    def replaced(self, name: str, content: bytes) -> Package:
        """The package with another content of one part."""
        return Package({**self.parts, name: (self.parts[name][0], content)})

    def to_bytes(self) -> bytes:
        """The zip file: order, names, dates and attributes of the parts as they are here."""
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w") as archive:
            for info, content in self.parts.values():
                archive.writestr(_fresh(info), content)
        return buffer.getvalue()


def with_parts(package: Package, data: bytes, parts: Mapping[str, bytes | None]) -> bytes:
    """The zip file with another content of some parts; those that are to be None are left out.

    All others keep their very bytes, packed as they were, wherever the zip allows it.
    """
    same = repacked(data, parts)
    if same is not None:
        return same
    changed = {name: (info, parts.get(name, content)) for name, (info, content) in package.parts.items()}
    return Package(
        {name: (info, content) for name, (info, content) in changed.items() if content is not None}
    ).to_bytes()


def dated(package: Package, date: tuple[int, int, int, int, int, int]) -> Package:
    """The package with one date on all parts."""
    changed = {}
    for name, (info, content) in package.parts.items():
        copy = _fresh(info)
        copy.date_time = date
        changed[name] = (copy, content)
    return Package(changed)


def _fresh(info: zipfile.ZipInfo) -> zipfile.ZipInfo:
    copy = zipfile.ZipInfo(info.filename, info.date_time)
    copy.compress_type = info.compress_type
    copy.external_attr = info.external_attr
    copy.create_system = info.create_system
    copy.comment = info.comment
    return copy


def open_package(data: bytes) -> Package:
    """Unpack a workbook in memory.

    Raises:
        Damaged: no zip, a broken or an encrypted one, or one that is too large when unpacked.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return Package(_parts(archive))
    except _BROKEN as error:
        raise Damaged(_INCOMPLETE) from error


def _parts(archive: zipfile.ZipFile) -> dict[str, tuple[zipfile.ZipInfo, bytes]]:
    entries = [info for info in archive.infolist() if not info.is_dir()]
    if len(entries) > MAX_PARTS or sum(info.file_size for info in entries) > MAX_BYTES:
        raise Damaged(_TOO_LARGE)
    if any(info.flag_bits & 1 for info in entries):
        raise Damaged(LOCKED)
    return {info.filename.lstrip("/"): (info, _content(archive, info)) for info in entries}


def _content(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> bytes:
    """Unpack one part, but no more than the zip claims that it holds."""
    with archive.open(info) as stream:
        content = stream.read(info.file_size + 1)
    if len(content) != info.file_size:
        raise Damaged(_INCOMPLETE)
    return content
