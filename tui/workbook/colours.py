"""Which colour a background is to the eye: counties take other tints than our form, but the same colours."""

from __future__ import annotations

import colorsys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tui.forms.model import Form

_FAMILIES = ((35, ""), (70, "黄色"), (165, "绿色"), (260, "蓝色"), (361, ""))
"""Up to which hue, in degrees, a colour has which name; red, orange and purple mean nothing in a form."""
_COLOURED = 0.33
"""From this saturation (0 to 1, of the HLS cone) on, the eye takes the lightest tint for a colour."""
_NEUTRAL = 0.04
"""Up to this difference of the three parts (0 to 1), a colour is a grey."""
_DARKEST_GREY, _LIGHTEST_GREY = 0.45, 0.97


def name(fill: str) -> str:
    """黄色, 绿色 or 蓝色 for a background RRGGBB in any tint of it; empty for all others."""
    parts = _parts(fill)
    if max(parts) - min(parts) <= _NEUTRAL:
        return ""
    hue, _, saturation = colorsys.rgb_to_hls(*parts)
    if saturation < _COLOURED:
        return ""
    return next(family for limit, family in _FAMILIES if hue * 360 < limit)


def is_grey(fill: str) -> bool:
    """Whether a background RRGGBB is grey: neither coloured nor as good as white or black."""
    parts = _parts(fill)
    lightness = (max(parts) + min(parts)) / 2
    return max(parts) - min(parts) <= _NEUTRAL and _DARKEST_GREY <= lightness <= _LIGHTEST_GREY


def head(form: Form, fill: str) -> str:
    """The form's head whose colour a background is in any tint; empty for none."""
    family = name(fill) if fill else ""
    return next((key for key, item in form.heads.items() if family and name(item.fill) == family), "")


def _parts(fill: str) -> tuple[float, float, float]:
    red, green, blue = bytes.fromhex(fill)
    return red / 255, green / 255, blue / 255
