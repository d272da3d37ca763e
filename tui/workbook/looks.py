"""The number format and the background of each cell style of a workbook (ECMA-376 part 1, 18.8)."""

from __future__ import annotations

import colorsys
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tui.workbook.markup import local, tree
from tui.workbook.shown import built_in_format

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from xml.etree.ElementTree import Element

_OFFICE_THEME = re.findall(".{6}", "FFFFFF000000EEECE11F497D4F81BDC0504D9BBB598064A24BACC6F796460000FF800080")
"""What the numbers of a theme mean in a workbook that has none."""
_PALETTE = re.findall(
    ".{6}",
    "000000FFFFFFFF000000FF000000FFFFFF00FF00FF00FFFF800000008000000080808000800080008080"
    "C0C0C08080809999FF993366FFFFCCCCFFFF660066FF80800066CCCCCCFF000080FF00FFFFFF0000FFFF"
    "8000808000000080800000FF00CCFFCCFFFFCCFFCCFFFF9999CCFFFF99CCCC99FFFFCC993366FF33CCCC"
    "99CC00FFCC00FF9900FF6600666699969696003366339966003300333300993300993366333399333333",
)
"""The colours with the numbers 8 to 63; 0 to 7 are the same as 8 to 15 (18.8.27)."""
_RGB = re.compile("(?:[0-9A-Fa-f]{2})?([0-9A-Fa-f]{6})")


@dataclass(frozen=True, slots=True)
class Look:
    """How the cells of one style show what they hold."""

    format: str = ""
    """The code of the number format; empty for none."""
    fill: str = ""
    """The background as RRGGBB; empty for none."""


def looks(styles: bytes, theme: bytes) -> list[Look]:
    """The look of each cell style, by its number. Either part may be empty.

    Raises:
        Damaged: a part is broken.
    """
    if not styles:
        return []
    root = tree(styles)
    own = {item.get("numFmtId", ""): item.get("formatCode", "") for item in _all(root, "numFmt")}
    colours = _Colours(_palette(root), _theme(theme) if theme else _OFFICE_THEME)
    fills = [colours.background(fill) for fill in _children(root, "fills")]
    return [
        Look(
            own.get(style.get("numFmtId", "0")) or built_in_format(whole(style.get("numFmtId", ""), 0)),
            (*fills, "")[min(whole(style.get("fillId", ""), len(fills)), len(fills))],
        )
        for style in _children(root, "cellXfs")
    ]


def whole(text: str, otherwise: int) -> int:
    """The number that a text says in plain digits."""
    return int(text) if text.isdecimal() and len(text) < 10 else otherwise


@dataclass(frozen=True, slots=True)
class _Colours:
    """The colours that the file itself gives a number."""

    palette: Sequence[str]
    theme: Sequence[str]

    def background(self, fill: Element) -> str:
        """The background that a <fill> gives; patterns other than the solid one are none."""
        for pattern in _all(fill, "patternFill"):
            if pattern.get("patternType") == "solid":
                return next((self._colour(item.attrib) for item in _all(pattern, "fgColor")), "")
        return ""

    def _colour(self, values: Mapping[str, str]) -> str:
        rgb = ""
        if found := _RGB.fullmatch(values.get("rgb", "")):
            rgb = found[1].upper()
        elif "theme" in values:
            rgb = _numbered(self.theme, values["theme"])
        elif "indexed" in values:
            rgb = _numbered(self.palette, values["indexed"])
        return _tinted(rgb, values.get("tint", "")) if rgb else ""


def _numbered(colours: Sequence[str], number: str) -> str:
    index = whole(number, len(colours))
    return colours[index] if index < len(colours) else ""


def _tinted(rgb: str, tint: str) -> str:
    """The colour lighter or darker by a share of -1 to 1 (18.8.19)."""
    try:
        share = max(-1.0, min(1.0, float(tint or 0)))
    except ValueError:
        return rgb
    if not share:
        return rgb
    hue, lightness, saturation = colorsys.rgb_to_hls(*(part / 255 for part in bytes.fromhex(rgb)))
    lightness = lightness * (1 + share) if share < 0 else lightness * (1 - share) + share
    return bytes(round(part * 255) for part in colorsys.hls_to_rgb(hue, lightness, saturation)).hex().upper()


def _palette(root: Element) -> Sequence[str]:
    codes = (_RGB.fullmatch(item.get("rgb", "")) for item in _all(root, "rgbColor"))
    own = [code[1].upper() if code else "" for code in codes]
    full = [*_PALETTE[:8], *_PALETTE]
    return own + full[len(own) :]


def _theme(theme: bytes) -> Sequence[str]:
    """The twelve colours in the order of their numbers, which is not that of the part: light before dark."""
    found = []
    for scheme in _children(tree(theme), "clrScheme"):
        values = next(iter(scheme), scheme).attrib
        rgb = _RGB.fullmatch(values.get("lastClr", values.get("val", "")))
        found.append(rgb[1].upper() if rgb else "")
    return [*found[1::-1], *found[3:1:-1], *found[4:]] if len(found) >= 4 else found


def _all(root: Element, name: str) -> Iterator[Element]:
    return (item for item in root.iter() if local(item.tag) == name)


def _children(root: Element, name: str) -> Iterator[Element]:
    return iter(next(_all(root, name), ()))
