"""How a cell is coloured, and the shortest way from one colouring to another.

Bytes are those of ECMA-48 "select graphic rendition" (SGR), which every terminal since the VT220 knows.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from rich.color import ColorSystem

if TYPE_CHECKING:
    from rich.color import Color
    from rich.style import Style

_ATTRIBUTES = (
    ("bold", "1"),
    ("dim", "2"),
    ("italic", "3"),
    ("underline", "4"),
    ("reverse", "7"),
    ("strike", "9"),
)
_SEEN_ON_BLANKS = frozenset("479")
"""The attributes that show even where nothing is written."""
_FIELD = 4
"""The number of the colour (blue) behind what can be filled in; without colours that is underlined."""


class Ink(NamedTuple):
    """Colours and attributes of a cell as SGR parameters; empty means as the terminal has them."""

    foreground: str = ""
    background: str = ""
    attributes: frozenset[str] = frozenset()

    @property
    def on_blank(self) -> Ink:
        """What of it shows where nothing is written; bold brightens what is reversed or underlined."""
        return self if self.attributes & _SEEN_ON_BLANKS else Ink(background=self.background)

    def hidden_in(self, blank: Ink) -> Ink:
        """An ink that shows as `blank` where nothing is written, else as much as can be like this one."""
        if blank.attributes:
            return blank
        return Ink(self.foreground, blank.background, self.attributes - _SEEN_ON_BLANKS)


PLAIN = Ink()


@lru_cache(maxsize=512)
def ink_of(style: Style | None, system: ColorSystem | None) -> Ink:
    """The ink of a style for a terminal of so many colours; None is a terminal without any."""
    if style is None:
        return PLAIN
    attributes = {code for name, code in _ATTRIBUTES if getattr(style, name)}
    if system is None:
        behind = style.bgcolor
        if behind is not None and not behind.is_default:
            attributes.add("4" if behind.downgrade(ColorSystem.STANDARD).number == _FIELD else "7")
        return Ink("", "", frozenset(attributes))
    return Ink(_codes(style.color, system, True), _codes(style.bgcolor, system, False), frozenset(attributes))


def _codes(color: Color | None, system: ColorSystem, foreground: bool) -> str:
    if color is None or color.is_default:
        return ""
    return ";".join(color.downgrade(system).get_ansi_codes(foreground))


@lru_cache(maxsize=1024)
def change(before: Ink, after: Ink) -> str:
    """The bytes that make a terminal go on in another ink; empty when it is the same."""
    if before == after:
        return ""
    anew = ["", *sorted(after.attributes), after.foreground, after.background]
    fresh = (
        f"\x1b[{';'.join(filter(None, anew))}m"
        if after == PLAIN
        else f"\x1b[0;{';'.join(filter(None, anew))}m"
    )
    if before.attributes - after.attributes:
        return fresh
    more = sorted(after.attributes - before.attributes)
    if after.foreground != before.foreground:
        more.append(after.foreground or "39")
    if after.background != before.background:
        more.append(after.background or "49")
    return min(f"\x1b[{';'.join(more)}m", fresh, key=len)
