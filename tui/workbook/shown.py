"""What a clerk sees of a number in a cell, given the cell's number format (ECMA-376 part 1, 18.8.30)."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

_BUILT_IN = {
    1: "0",
    2: "0.00",
    3: "#,##0",
    4: "#,##0.00",
    9: "0%",
    10: "0.00%",
    14: "y-m-d",
    15: "y-m-d",
    16: "m-d",
    17: "y-m",
    18: "h:m",
    19: "h:m:s",
    20: "h:m",
    21: "h:m:s",
    22: "y-m-d h:m",
    27: "y-m",
    28: "m-d",
    29: "m-d",
    30: "y-m-d",
    31: "y-m-d",
    32: "h:m",
    33: "h:m:s",
    34: "h:m",
    35: "h:m:s",
    36: "y-m",
    45: "h:m:s",
    46: "h:m:s",
    47: "h:m:s",
    50: "y-m",
    51: "m-d",
    52: "y-m",
    53: "m-d",
    54: "m-d",
    55: "h:m",
    56: "h:m:s",
    57: "y-m",
    58: "m-d",
}
"""The formats that files name by number alone, those of Chinese Windows (27-36, 50-58) included."""

_LITERAL = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]|General|G/通用格式', re.IGNORECASE)
_SHAPE = re.compile(r"[#0?,]*(?:\.(?P<decimals>[#0?]+))?")
_DECIMALS = 12
"""How many decimals are kept of any number: with 15 digits before them, `Decimal` has room for no more."""
_LAST_DAY = 2_958_465
"""31 December 9999, counted from 1900."""


def built_in_format(number: int) -> str:
    """The format code behind a built-in number; empty for General, text, and what is not known."""
    return _BUILT_IN.get(number, "")


def shown(raw: str, code: str, *, from_1904: bool = False) -> tuple[str, bool]:
    """What a numeric cell shows, and whether that is a date or time.

    Grouping commas are left out: they are not part of the number, and no form takes them.
    """
    try:
        number = Decimal(raw.strip())
    except InvalidOperation:
        return raw.strip(), False
    if not number.is_finite() or abs(number.adjusted()) > 300:
        return raw.strip(), False
    section = _LITERAL.sub("", code.split(";")[0])
    if re.search("[ymdhs]", section, re.IGNORECASE):
        moment = _moment(number, from_1904=from_1904)
        if moment:
            return _date(moment, section.lower()), True
    return _number(number, section), False


def _number(number: Decimal, section: str) -> str:
    percent = "%" if "%" in section else ""
    number = Decimal(f"{float(number):.15g}") * (100 if percent else 1)
    shape = _SHAPE.search(section) if re.search("[0#?]", section) else None
    if shape and abs(number) < 10**15:
        decimals = (shape["decimals"] or "")[:_DECIMALS]
        number = number.quantize(Decimal(1).scaleb(-len(decimals)), ROUND_HALF_UP)
        text = f"{number:f}"
        for sign in reversed(decimals):
            if sign == "0" or not text.endswith("0"):
                break
            text = text[:-1]
        return text.rstrip(".") + percent if "." in text else text + percent
    number = number.normalize()
    if -10 <= number.adjusted() <= 15:
        return f"{number:f}{percent}"
    return f"{number:E}{percent}"


def _moment(number: Decimal, *, from_1904: bool) -> datetime | None:
    if not 0 <= number <= _LAST_DAY:
        return None
    start = datetime(1904, 1, 1) if from_1904 else datetime(1899, 12, 30)
    try:
        return start + timedelta(seconds=round(float(number) * 86400))
    except OverflowError:
        return None


def _date(moment: datetime, section: str) -> str:
    words = []
    if "d" in section and "y" in section:
        words.append(f"{moment:%Y-%m-%d}")
    elif "y" in section:
        words.append(f"{moment.year}年{moment.month}月")
    elif "d" in section or not re.search("[hs]", section):
        words.append(f"{moment.month}月{moment.day}日")
    if "h" in section or "s" in section:
        words.append(f"{moment:%H:%M:%S}" if "s" in section else f"{moment:%H:%M}")
    return " ".join(words)
