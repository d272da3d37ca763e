"""Ways in which a workbook can be broken, by accident or on purpose, each with a chance of its own.

A way takes the bytes of a whole workbook and a source of chance, and gives the bytes of the broken one.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tests.workbook.zoo.package import packed, unzipped, zipped

if TYPE_CHECKING:
    from collections.abc import Callable
    from random import Random

    Way = Callable[[bytes, Random], bytes]

MANY = 50_000
_HOSTILE = (
    "", "-1", "0", "00", "1e309", "NaN", "Infinity", "-0.0", "1e-400", "99999999999999999999", "A0", "ZZZZ9",
    "XFD1048576", "XFE1", "A1048577", "A1:XFD1048576", "B2:A1", "A1:", ":", "true", "../..", "&#x202E;", "²",
    "١٢", "r1", "#REF!", "x" * 40_000, "9" * 5_000, "１２３",
)  # fmt: skip
_FORMATS = (
    '"', "[", "[$-F800]dddd", "yyyy" * 900, "0." + "0" * 3_000, "#" * 9_000, ";;;", "\\", "_", "*", "[h]:mm",
    "?/?", "@", "G/通用格式", "0%" * 500, "General;" * 3_000, "[" * 5_000, '"' * 5_001, "#,##0.00E+00",
)  # fmt: skip
_DOCTYPES = (
    '<!DOCTYPE a [<!ENTITY a0 "haha">'
    + "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
    + "]>",
    '<!DOCTYPE a [<!ENTITY % p SYSTEM "file:///etc/hostname"> %p;]>',
    '<!DOCTYPE a SYSTEM "http://127.0.0.1:9/a.dtd">',
    "<!DOCTYPE a [<!ENTITY a SYSTEM 'file:///etc/passwd'>]>",
)
_PATHS = ("../", "/", "//", "..\\", "C:\\", "./", "a/../", "%2e%2e/", "xl\\", "\0", "x" * 300 + "/")
_ENCODINGS = (
    "utf-16",
    "gb18030",
    "latin-1",
    "utf-7",
    "idna",
    "rot13",
    "hex",
    "utf-32",
    "nothing",
    "ascii",
    "",
)


def _xml_part(parts: dict[str, bytes], chance: Random) -> str:
    """The name of an XML part; one of the sheet's as often as not."""
    names = [name for name in parts if name.endswith((".xml", ".rels"))]
    return chance.choice(_sheets(parts) if chance.random() < 0.5 else names)


def _sheets(parts: dict[str, bytes]) -> list[str]:
    return [name for name in parts if "worksheets/sheet" in name and name.endswith(".xml")]


def _in_xml(change: Callable[[str, Random], str]) -> Way:
    """The way that changes the text of one XML part."""

    def way(data: bytes, chance: Random) -> bytes:
        parts = unzipped(data)
        name = _xml_part(parts, chance)
        text = parts[name].decode("utf-8-sig")
        return zipped({**parts, name: change(text, chance).encode("utf-8", "surrogatepass")})

    return way


def _in_bytes(change: Callable[[bytes, Random], bytes]) -> Way:
    """The way that changes the bytes of one XML part."""

    def way(data: bytes, chance: Random) -> bytes:
        parts = unzipped(data)
        name = _xml_part(parts, chance)
        return zipped({**parts, name: change(parts[name], chance)})

    return way


def _flip(data: bytes, chance: Random) -> bytes:
    flipped = bytearray(data)
    for _ in range(chance.choice([1, 3, 30])):
        flipped[chance.randrange(len(flipped))] = chance.randrange(256)
    return bytes(flipped)


def _flip_directory(data: bytes, chance: Random) -> bytes:
    start = data.find(b"PK\x01\x02")
    return data[:start] + _flip(data[start:], chance)


def _cut(data: bytes, chance: Random) -> bytes:
    start, end = sorted((chance.randrange(len(data)), chance.randrange(len(data))))
    return chance.choice([data[:end], data[start:], data[:start] + data[end:]])


def _lie_about_sizes(data: bytes, chance: Random) -> bytes:
    lying = bytearray(data)
    entries = [match.start() for match in re.finditer(b"PK\x01\x02", data)]
    for entry in chance.sample(entries, chance.randint(1, len(entries))):
        place = entry + chance.choice([20, 24, 28, 32, 42])
        size = chance.choice([0, 1, 1000, 0x7FFFFFFF, 0xFFFFFFFE, 0xFFFFFFFF])
        lying[place : place + 4] = size.to_bytes(4, "little")
    return bytes(lying)


def _strange_flags(data: bytes, chance: Random) -> bytes:
    lying = bytearray(data)
    for entry in (match.start() for match in re.finditer(b"PK\x01\x02", data)):
        if chance.random() < 0.5:
            lying[entry + 8] = chance.choice([1, 0x20, 0x41, 0xFF])
        if chance.random() < 0.3:
            lying[entry + 10] = chance.choice([1, 9, 12, 14, 93, 95, 99])
    return bytes(lying)


def _drop_parts(data: bytes, chance: Random) -> bytes:
    parts = unzipped(data)
    for name in chance.sample(sorted(parts), chance.randint(1, 3)):
        del parts[name]
    return zipped(parts)


def _swap_parts(data: bytes, chance: Random) -> bytes:
    parts = unzipped(data)
    one, other = chance.sample(sorted(parts), 2)
    return zipped({**parts, one: parts[other], other: parts[one]})


def _replace_part(data: bytes, chance: Random) -> bytes:
    parts = unzipped(data)
    stuff = (b"", b"\0" * 100, chance.randbytes(3000), b"<a/>", b"<a", b"\xef\xbb\xbf", b"\xff\xfe", data)
    return zipped({**parts, _xml_part(parts, chance): chance.choice(stuff)})


def _rename_parts(data: bytes, chance: Random) -> bytes:
    parts = unzipped(data)
    for name in chance.sample(sorted(parts), chance.randint(1, len(parts))):
        parts[(chance.choice(_PATHS) + name)[-60_000:]] = parts.pop(name)
    return zipped(parts)


def _twice(data: bytes, chance: Random) -> bytes:
    parts = list(unzipped(data).items())
    again = [(name, content[: len(content) // chance.choice([1, 2])]) for name, content in parts]
    return packed([*parts, *chance.sample(again, 3)])


def _nested(data: bytes, chance: Random) -> bytes:
    for _ in range(chance.randint(1, 4)):
        data = zipped({chance.choice(["xl/workbook.xml", "[Content_Types].xml", "表.xlsx"]): data})
    return data


def _many_parts(data: bytes, chance: Random) -> bytes:
    more = {f"xl/media/{number}": b"" for number in range(chance.choice([100, 6_000]))}
    return zipped({**unzipped(data), **more})


def _cut_xml(text: str, chance: Random) -> str:
    start, end = sorted((chance.randrange(len(text) + 1), chance.randrange(len(text) + 1)))
    return chance.choice([text[:end], text[start:], text[:start] + text[end:]])


def _drop_tag(text: str, chance: Random) -> str:
    tags = list(re.finditer("<[^>]*>", text))
    if not tags:
        return text
    tag = chance.choice(tags)
    return text[: tag.start()] + chance.choice(["", tag[0] * 2, tag[0] + "&", "<"]) + text[tag.end() :]


def _hostile_values(text: str, chance: Random) -> str:
    values = list(re.finditer('(?<==")[^"]*(?=")|(?<=>)[0-9, ]+(?=<)|(?<=<v>)[^<]*', text))
    for value in sorted(chance.sample(values, min(len(values), chance.choice([1, 5, 50]))), key=_start)[::-1]:
        text = text[: value.start()] + chance.choice(_HOSTILE) + text[value.end() :]
    return text


def _start(match: re.Match[str]) -> int:
    return match.start()


def _document_type(text: str, chance: Random) -> str:
    body = re.sub(r"<\?xml.*?\?>", "", text)
    return chance.choice(_DOCTYPES) + re.sub(">", ">&a9;", body, count=chance.randint(0, 1))


def _deep(text: str, chance: Random) -> str:
    depth = chance.choice([90, 500, 100_000])
    inside = chance.choice(["<c>" * depth, "<c>" * depth + "</c>" * depth])
    return re.sub("(?<=>)(?=</)", inside, text, count=1)


def _wrong_bytes(data: bytes, chance: Random) -> bytes:
    place = chance.randrange(len(data))
    odd = (
        b"\xff\xfe",
        b"\xc0\x80",
        b"\xed\xa0\x80",
        b"\0",
        b"\x0b",
        b"\xf8\x88\x80\x80\x80",
        b"\xef\xbf\xbf",
    )
    return data[:place] + chance.choice(odd) + data[place:]


def _other_encoding(data: bytes, chance: Random) -> bytes:
    text = re.sub(r"<\?xml.*?\?>", "", data.decode("utf-8-sig"))
    claimed, real = chance.choice(_ENCODINGS), chance.choice(["utf-8", "utf-16", "utf-16-le", "gb18030"])
    return f'<?xml version="1.0" encoding="{claimed}"?>{text}'.encode(real)


def many(tag: str, near: str, number: int) -> Way:
    """The way that puts so many of one element before the first tag like `near`, in every sheet."""

    def way(data: bytes, chance: Random) -> bytes:
        parts = unzipped(data)
        for name in _sheets(parts):
            parts[name] = parts[name].replace(near.encode(), (tag * number + near).encode(), 1)
        return zipped(parts)

    return way


def _formats(data: bytes, chance: Random) -> bytes:
    """Cells turned to numbers, shown in formats that no program offers."""
    parts = unzipped(data)
    values = [*_HOSTILE[:10], "45000", "0.98", "60.5"]
    code = chance.choice(_FORMATS).replace("&", "&amp;").replace('"', "&quot;")
    own = f'<numFmts count="1"><numFmt numFmtId="199" formatCode="{code}"/></numFmts>'
    styles = re.sub(r'numFmtId="\d+"', 'numFmtId="199"', parts["xl/styles.xml"].decode())
    parts["xl/styles.xml"] = styles.replace("<fonts", own + "<fonts", 1).encode()
    for name in _sheets(parts):
        sheet = re.sub(
            ' t="(s|inlineStr)"',
            lambda kind: "" if chance.random() < 0.3 else kind[0],
            parts[name].decode(),
        )
        sheet = re.sub("(?<=<v>)[^<]*", lambda old: chance.choice([old[0], *values]), sheet)
        parts[name] = sheet.encode()
    return zipped(parts)


def _circles(data: bytes, chance: Random) -> bytes:
    """Relationships that lead to themselves, to each other, or to a part of another kind."""
    parts = unzipped(data)
    names = [f"/{name}" for name in parts] + ["", "..", "/", "file:///etc/passwd", "#A1", "%00"]
    likely = chance.random()
    for name in [name for name in parts if name.endswith(".rels")]:
        parts[name] = re.sub(
            '(?<=Target=")[^"]*',
            lambda old: chance.choice(names) if chance.random() < likely else old[0],
            parts[name].decode(),
        ).encode()
    return zipped(parts)


def _content_types(data: bytes, chance: Random) -> bytes:
    parts = unzipped(data)
    types = parts["[Content_Types].xml"].decode()
    kinds = re.findall('ContentType="[^"]*"', types)
    mixed = re.sub('ContentType="[^"]*"', lambda _: chance.choice(kinds), types)
    return zipped({**parts, "[Content_Types].xml": mixed.encode()})


WAYS: dict[str, Way] = {
    "flip bytes": _flip,
    "flip bytes of the directory": _flip_directory,
    "cut the file": _cut,
    "sizes that lie": _lie_about_sizes,
    "strange flags": _strange_flags,
    "parts removed": _drop_parts,
    "parts swapped": _swap_parts,
    "a part replaced": _replace_part,
    "path tricks": _rename_parts,
    "parts twice": _twice,
    "nested": _nested,
    "many parts": _many_parts,
    "XML cut": _in_xml(_cut_xml),
    "tags dropped": _in_xml(_drop_tag),
    "hostile values": _in_xml(_hostile_values),
    "document types": _in_xml(_document_type),
    "deep nesting": _in_xml(_deep),
    "wrong bytes": _in_bytes(_wrong_bytes),
    "other encodings": _in_bytes(_other_encoding),
    "bytes of XML flipped": _in_bytes(_flip),
    "many merges": many('<mergeCell ref="A1:B2"/>', "<mergeCell ", MANY),
    "many rows": many("<row/>", "<row ", MANY),
    "many cells": many("<c><v>1</v></c>", "<c ", MANY),
    "formats": _formats,
    "circles": _circles,
    "content types": _content_types,
}
