"""Read schemas/*.toml into `Form` values."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from typing import TYPE_CHECKING

from tui.errors import Unreadable
from tui.forms.consistency import inconsistencies
from tui.forms.model import Form
from tui.forms.structure import StructureError, structure
from tui.resources import folder

if TYPE_CHECKING:
    from pathlib import Path


@cache
def form_ids() -> tuple[str, ...]:
    """The ids of all forms, in alphabetical order."""
    return tuple(sorted(path.stem for path in folder("schemas").glob("*.toml")))


@cache
def load_form(form_id: str) -> Form:
    """The form of that id.

    Raises:
        Unreadable: there is none, or its schema is broken.
    """
    if form_id not in form_ids():
        raise Unreadable(f"没有叫“{form_id}”的表，现有的表是：{'、'.join(form_ids())}。")
    return read_form(folder("schemas") / f"{form_id}.toml")


def all_forms() -> tuple[Form, ...]:
    """Every form there is."""
    return tuple(load_form(form_id) for form_id in form_ids())


@cache
def default_form() -> Form:
    """The form that is taken where nobody says which.

    Raises:
        Unreadable: not exactly one form says that it is the one.
    """
    chosen = [form for form in all_forms() if form.default]
    if len(chosen) != 1:
        raise Unreadable(f"表样文件里要正好有一份写着 default = true，现在有 {len(chosen)} 份，请改好。")
    return chosen[0]


def read_form(path: Path) -> Form:
    """Read one schema file.

    Raises:
        Unreadable: one sentence with the file, the key, what is wrong and the nearest valid key.
    """
    place = f"表样文件 {path.name}"
    try:
        with path.open("rb") as file:
            values = tomllib.load(file)
    except OSError as error:
        raise Unreadable(f"{place} 读不出来，请检查这个文件在不在、有没有读取的权限。") from error
    except UnicodeDecodeError as error:
        raise Unreadable(f"{place} 不是 UTF-8 编码，请用 UTF-8 另存一次。") from error
    except tomllib.TOMLDecodeError as error:
        raise Unreadable(f"{place} 的写法不对，请检查{_where(error)}。") from error
    try:
        form = structure(values, Form)
        if form.id != path.stem:
            raise StructureError("id", f"要与文件名相同，应为“{path.stem}”")
        for problem in inconsistencies(form):
            raise problem
    except StructureError as error:
        raise Unreadable(f"{place} 的 {error.key} 不对：{error.what}。") from error
    return form


def _where(error: tomllib.TOMLDecodeError) -> str:
    """Where the parser stumbled, which only its English message says."""
    found = re.search(r"line (\d+), column (\d+)", str(error))
    return f"第 {found[1]} 行第 {found[2]} 个字附近" if found else "文件末尾，可能少了引号或括号"
