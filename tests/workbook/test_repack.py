from __future__ import annotations

import io
import zipfile
from typing import IO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.workbook.repack import repacked

CONTENTS = {"a.xml": b"<a/>" * 50, "目录/b.xml": b"", "c.bin": bytes(range(256))}


class Unseekable(io.RawIOBase):
    """A stream on which sizes cannot be written after the fact, so that they follow each entry."""

    def __init__(self) -> None:
        self.data = bytearray()

    def writable(self) -> bool:
        return True

    def write(self, piece: bytes) -> int:  # type: ignore[override]
        self.data += piece
        return len(piece)


def zipped(method: int = zipfile.ZIP_DEFLATED, target: IO[bytes] | None = None) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(target or buffer, "w", method) as archive:
        for name, content in CONTENTS.items():
            info = zipfile.ZipInfo(name, (2020, 2, 3, 4, 5, 6))
            info.compress_type = method
            info.extra = b"\x99\x99\x02\x00ab"
            archive.writestr(info, content)
        archive.comment = b"note"
    return buffer.getvalue()


def streamed() -> bytes:
    stream = Unseekable()
    zipped(target=stream)  # type: ignore[arg-type]
    return bytes(stream.data)


def contents(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


def must(data: bytes | None) -> bytes:
    assert data is not None
    return data


@pytest.mark.parametrize("data", [zipped(), zipped(zipfile.ZIP_STORED), streamed(), b"before" + zipped()])
def test_nothing_replaced_gives_the_same_entries(data: bytes) -> None:
    again = must(repacked(data, {}))
    assert contents(again) == CONTENTS
    assert again[: again.index(b"PK\1\2")] == data[: data.index(b"PK\1\2")]


@pytest.mark.parametrize("data", [zipped(), zipped(zipfile.ZIP_STORED), streamed(), b"before" + zipped()])
@pytest.mark.parametrize("name", CONTENTS)
@given(new=st.none() | st.binary(max_size=400))
def test_one_part_is_replaced_or_left_out(data: bytes, name: str, new: bytes | None) -> None:
    wanted = {other: new if other == name else content for other, content in CONTENTS.items()}
    found = contents(must(repacked(data, {name: new})))
    assert found == {other: content for other, content in wanted.items() if content is not None}
    assert list(found) == [other for other in CONTENTS if other in found]


def test_the_others_stay_packed_as_they_were_with_dates_and_extras() -> None:
    data = zipped()
    again = must(repacked(data, {"a.xml": b"new"}))
    start, end = data.index(b"PK\3\4", 1), data.index(b"PK\1\2")
    assert data[start:end] in again
    with zipfile.ZipFile(io.BytesIO(again)) as archive:
        assert archive.comment == b"note"
        assert {info.date_time for info in archive.infolist()} == {(2020, 2, 3, 4, 5, 6)}


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_entries_packed_in_an_unusual_way_are_left_to_others(method: int) -> None:
    assert repacked(zipped(method), {"a.xml": b""}) is None
