"""Names of drafts: valid as file names everywhere, and free."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from tui.errors import Unreadable
from tui.files import FORBIDDEN, exists, safe_name

if TYPE_CHECKING:
    from pathlib import Path

    from tui.forms.answers import Answers
    from tui.forms.model import Form

ENDING = ".toml"
LIMIT = 230
"""UTF-8 bytes of a name: with its ending and a number behind it, it fits the 255 that file systems allow."""

_RESERVED = {
    "CON",
    "PRN",
    "AUX",
    "NUL",
    *(f"COM{n}" for n in range(1, 10)),
    *(f"LPT{n}" for n in range(1, 10)),
}


def default_name(form: Form, answers: Answers) -> str:
    """The name of a new draft: its owner (the form's short name while that is empty) and its year."""
    title = safe_name(answers.fields.get(form.owner, ""), 50) or safe_name(form.short, 50)
    return f"{title}_{answers.year}" if answers.year else title


def checked_name(name: str) -> str:
    """The name that a person gave, without spaces around it and without the ending of the file.

    Raises:
        Unreadable: it cannot be a file name on every system.
    """
    plain = unicodedata.normalize("NFC", name).strip().removesuffix(ENDING).strip()
    if not plain:
        raise Unreadable("草稿的名称是空的，请写一个名称。")
    found = sorted({char for char in plain if char in FORBIDDEN or unicodedata.category(char)[0] == "C"})
    if found:
        signs = " ".join(char if char.isprintable() else "看不见的字符" for char in found)
        raise Unreadable(f"草稿的名称里不能有 {signs} ，请去掉。")
    if plain[0] == "." or plain[-1] == "." or plain.partition(".")[0].upper() in _RESERVED:
        raise Unreadable(f"“{plain}”不能当文件名，请换一个名称，开头和末尾不要用点。")
    if len(plain.encode()) > LIMIT:
        raise Unreadable(f"草稿的名称太长（{len(plain)} 个字），请改到 {LIMIT // 3} 个字以内。")
    return plain


def free_name(folder: Path, name: str) -> str:
    """The name, or the first of name-2, name-3 … that no draft in the folder has."""
    number, free = 1, name
    while exists(folder / f"{free}{ENDING}"):
        number += 1
        free = f"{name}-{number}"
    return free
