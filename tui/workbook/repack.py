"""A zip file with some of its parts replaced: all others keep their very bytes, packed as they were.

The layout of the records: APPNOTE.TXT of the zip format, 4.3.
"""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

_LOCAL = struct.Struct("<4s5H3L2H")
_CENTRAL = struct.Struct("<4s6H3L5H2L")
_END = struct.Struct("<4s4H2LH")
_UTF8_NAME = 0x800
_UNKNOWN = 0xFFFFFFFF
_STORED, _DEFLATED = 0, 8
_LEVEL = 6


def repacked(data: bytes, changed: Mapping[str, bytes | None]) -> bytes | None:
    """The zip with another content of the parts named; those that are to be None are left out.

    None when it cannot be copied record by record: 64-bit or shared entries, packed in an unusual way.
    """
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        entries, start, comment = archive.infolist(), archive.start_dir, archive.comment
    offsets = sorted(entry.header_offset for entry in entries)
    ends = dict(zip(offsets, [*offsets[1:], start], strict=True))
    is_plain = all(
        max(entry.file_size, entry.compress_size) < _UNKNOWN and entry.compress_type in {_STORED, _DEFLATED}
        for entry in entries
    )
    if not is_plain or len(ends) < len(entries) or start >= _UNKNOWN or len(entries) >= 0xFFFF:
        return None
    records = _central(data, start, len(entries))
    places: dict[int, int] = {}
    pieces = [data[: offsets[0]] if offsets else b""]
    position = len(pieces[0])
    for index in sorted(range(len(entries)), key=lambda index: entries[index].header_offset):
        entry, name = entries[index], entries[index].filename.lstrip("/")
        local = data[entry.header_offset : ends[entry.header_offset]]
        if name in changed:
            content = changed[name]
            if content is None:
                continue
            local, records[index] = _packed(local, records[index], content)
        places[index] = position
        pieces.append(local)
        position += len(local)
    directory = b"".join(
        _at(records[index], places[index]) for index in range(len(entries)) if index in places
    )
    count = len(places)
    end = _END.pack(b"PK\5\6", 0, 0, count, count, len(directory), position, len(comment))
    return b"".join([*pieces, directory, end, comment])


def _central(data: bytes, start: int, count: int) -> list[bytes]:
    """The records of the directory."""
    records = []
    for _ in range(count):
        lengths = _CENTRAL.unpack_from(data, start)[10:13]
        end = start + _CENTRAL.size + sum(lengths)
        records.append(data[start:end])
        start = end
    return records


def _packed(local: bytes, central: bytes, content: bytes) -> tuple[bytes, bytes]:
    """The two records of an entry with another content, under its name and date."""
    head = list(_LOCAL.unpack_from(local))
    name = local[_LOCAL.size : _LOCAL.size + head[9]]
    packed = content
    if head[3] == _DEFLATED:
        packer = zlib.compressobj(_LEVEL, zlib.DEFLATED, -zlib.MAX_WBITS)
        packed = packer.compress(content) + packer.flush()
    flags = head[2] & _UTF8_NAME
    sizes = zlib.crc32(content), len(packed), len(content)
    new = _LOCAL.pack(head[0], head[1], flags, *head[3:6], *sizes, head[9], 0)
    record = list(_CENTRAL.unpack_from(central))
    record[3], record[7:10] = flags, sizes
    return new + name + packed, _CENTRAL.pack(*record) + central[_CENTRAL.size :]


def _at(record: bytes, position: int) -> bytes:
    """A record of the directory that says where its entry begins."""
    return record[: _CENTRAL.size - 4] + struct.pack("<L", position) + record[_CENTRAL.size :]
