"""From the plain values of a TOML file to frozen dataclasses, with errors that name key and remedy."""

from __future__ import annotations

from dataclasses import MISSING, Field, fields, is_dataclass
from enum import StrEnum
from functools import cache
from typing import Any, Literal, TypeVar, get_args, get_origin, get_type_hints

T = TypeVar("T")

KIND_NAMES = {str: "文字", int: "整数", float: "数", bool: "true 或 false"}


class StructureError(Exception):
    """A value that does not fit: `key` is its dotted path, `what` says what is wrong and what is right."""

    def __init__(self, key: str, what: str) -> None:
        super().__init__(f"{key}：{what}")
        self.key = key
        self.what = what


def structure(value: object, kind: type[T], key: str = "") -> T:
    """Turn a plain TOML value into `kind`: dataclass, tuple[X, ...], dict[str, X], Literal, StrEnum, scalar.

    Raises:
        StructureError: the value does not fit.
    """
    result: T = _structure(value, kind, key)
    return result


@cache
def keys_of(kind: type) -> dict[str, tuple[Field[Any], Any]]:
    """The keys of a dataclass: name → (its field, its type)."""
    hints = get_type_hints(kind)
    return {item.name: (item, hints[item.name]) for item in fields(kind)}


def _structure(value: object, kind: Any, key: str) -> Any:
    origin = get_origin(kind)
    if is_dataclass(kind):
        return _table(value, kind, key)
    if origin is tuple:
        return _list(value, get_args(kind)[0], key)
    if origin is dict:
        if not isinstance(value, dict):
            raise StructureError(key, "这里要写一组“名称 = 值”")
        return {name: _structure(item, get_args(kind)[1], f"{key}.{name}") for name, item in value.items()}
    if origin is Literal:
        return _choice(value, list(get_args(kind)), key)
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        return kind(_choice(value, [str(item) for item in kind], key))
    return _scalar(value, kind, key)


def _table(value: object, kind: Any, key: str) -> Any:
    if not isinstance(value, dict):
        raise StructureError(key, "这里要写一组“名称 = 值”")
    known = keys_of(kind)
    prefix = f"{key}." if key else ""
    for name in value:
        if name not in known:
            raise StructureError(prefix + name, f"没有这个名称{nearest(name, list(known))}")
    for name, (item, _) in known.items():
        if name not in value and item.default is MISSING and item.default_factory is MISSING:
            raise StructureError(prefix + name, "缺少这一项，请补上")
    return kind(**{name: _structure(item, known[name][1], prefix + name) for name, item in value.items()})


def _list(value: object, kind: Any, key: str) -> Any:
    if not isinstance(value, list):
        raise StructureError(key, "这里要写一个列表 [ … ]")
    return tuple(_structure(item, kind, f"{key}[{index}]") for index, item in enumerate(value))


def _choice(value: object, options: list[str], key: str) -> str:
    if value not in options:
        raise StructureError(key, f"“{value}”不行{nearest(str(value), options)}")
    return str(value)


def _scalar(value: object, kind: type, key: str) -> object:
    if kind is float and isinstance(value, int) and not isinstance(value, bool):
        return float(value)
    if type(value) is not kind:
        raise StructureError(key, f"这里要写{KIND_NAMES[kind]}，现在是“{value}”")
    return value


def nearest(name: str, options: list[str]) -> str:
    """The end of a sentence that proposes the option nearest to a wrong name, or lists them all, if any."""
    from difflib import get_close_matches

    if not options:
        return ""
    near = get_close_matches(name, options, n=1, cutoff=0.5)
    return f"，最接近的是“{near[0]}”" if near else f"，可用的是 {'、'.join(options)}"
