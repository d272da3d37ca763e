"""The folder of drafts: list, find, create, copy, rename, throw away and bring back."""

from __future__ import annotations

import os
from dataclasses import replace
from datetime import date
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING

from tui.drafts.draft import State, Template, new_draft, new_id, now
from tui.drafts.draft_file import read_text
from tui.drafts.draft_text import render
from tui.drafts.names import ENDING, checked_name, default_name, free_name
from tui.drafts.templates import FOLDER, digest_of, keep
from tui.drafts.trash import Trashed, place_in_trash, trashed_in
from tui.errors import FileInTheWay, Unreadable, Unwritable
from tui.files import PRIVATE, exists, why, write_atomically
from tui.forms.answers import empty_answers
from tui.forms.load import load_form
from tui.forms.steps import default_year

if TYPE_CHECKING:
    from tui.drafts.draft_text import DraftText
    from tui.forms.answers import Answers
    from tui.forms.facts import Facts
    from tui.forms.model import Form

PRIVATE_FOLDER = 0o700
NEAREST = 3
"""How many names a sentence offers in place of one that there is not."""


def default_folder() -> Path:
    """Where drafts live: $TIANBAO_HOME, else the user's data folder of the system."""
    if home := os.environ.get("TIANBAO_HOME"):
        return Path(home).expanduser()
    from platformdirs import user_data_path

    return user_data_path("tianbao", appauthor=False)


class Store:
    """The drafts in one folder, by name: the file's without .toml. Nothing is made before the first write."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def names(self) -> list[str]:
        """The names of all drafts, the one saved last first; no file is opened.

        Raises:
            Unreadable: the folder may not be looked into.
        """
        times: dict[str, int] = {}
        try:
            with os.scandir(self.folder) as entries:
                for entry in entries:
                    if entry.name.endswith(ENDING) and entry.name[0] != "." and entry.is_file():
                        times[entry.name.removesuffix(ENDING)] = entry.stat().st_mtime_ns
        except FileNotFoundError:
            return []
        except OSError as error:
            raise Unreadable(
                f"草稿文件夹 {self.folder} 打不开，请检查它是不是文件夹、有没有读它的权限。"
            ) from error
        return sorted(times, key=lambda name: (-times[name], name))

    def path(self, name: str) -> Path:
        """The file of the draft of that name, whether there is one or not."""
        return self.folder / f"{name}{ENDING}"

    def find(self, name_or_path: str) -> Path:
        """The file of a draft, given its name in this folder or a path to a .toml.

        Raises:
            Unreadable: there is none; the sentence offers the nearest names.
        """
        path, names = Path(name_or_path), self.names()
        if name_or_path in names:
            return self.path(name_or_path)
        if path.suffix == ENDING and exists(path):
            return path
        name = name_or_path.removesuffix(ENDING)
        if name in names:
            return self.path(name)
        raise _missing(name_or_path, names)

    def create(
        self, form: Form, answers: Answers, name: str = "", template: tuple[str, bytes, Facts] | None = None
    ) -> str:
        """Write a new draft and return its name, which is made of unit and year when none is given.

        `template` is the county's file that the answers were read from: its name, its bytes, which are kept
        beside the drafts, and what it says of the form. The rows' ids then stay with its lines.

        Raises:
            Unreadable: the name cannot be a file name.
            FileInTheWay: there is a draft of the name that was given.
            Unwritable: the draft or its template cannot be written.
        """
        wanted = checked_name(name) if name else self._free(default_name(form, answers))
        received = None
        if template:
            file, data, facts = template
            received = Template(file, digest_of(data), facts)
            self._check_free(wanted)
            self._keep(data)
        self._write(wanted, render(new_draft(form, answers, received), form))
        return wanted

    def begin(self, form: Form, year: int | None = None) -> str:
        """Write an empty draft, for the year that is usual by now if for no other, and return its name.

        Raises:
            Unwritable: it cannot be written.
        """
        wanted = default_year(form, date.today()) if year is None else year
        return self.create(form, empty_answers(form, wanted))

    def copy(self, name: str) -> str:
        """Write a copy with an identity of its own and return its name; comments come along.

        Raises:
            Unreadable: there is no such draft, or it cannot be read.
            Unwritable: the copy cannot be written.
        """
        text, _ = read_text(self._existing(name))
        time = now()
        draft = replace(text.draft, id=new_id(), created=time, saved=time, state=State.DRAFT)
        copied = self._free(name)
        self._write(copied, render(draft, load_form(draft.form_id), text))
        return copied

    def rename(self, name: str, new: str) -> str:
        """Give a draft another name and return it as it is now.

        Raises:
            Unreadable: there is no such draft, or the new name cannot be a file name.
            FileInTheWay: there is a draft of the new name.
            Unwritable: the folder does not let it.
        """
        path, wanted = self._existing(name), checked_name(new)
        if wanted != name:
            if exists(self.path(wanted)):
                raise _taken(wanted)
            _move(path, self.path(wanted))
        return wanted

    def trash(self, name: str) -> Trashed:
        """Move a draft into the folder's trash.

        Raises:
            Unreadable: there is no such draft, or the trash may not be looked into.
            Unwritable: the folder does not let it.
        """
        path = self._existing(name)
        _make(self._trash)
        trashed = place_in_trash(self._trash, name)
        _move(path, trashed.path)
        return trashed

    def trashed(self) -> list[Trashed]:
        """The drafts in the trash, the last thrown away first.

        Raises:
            Unreadable: the trash may not be looked into.
        """
        return trashed_in(self._trash)

    def restore(self, trashed: Trashed) -> str:
        """Move a draft back out of the trash, under its name or, when that is taken, one with a number.

        Raises:
            Unwritable: it is gone, or the folder does not let it.
        """
        name = self._free(trashed.name)
        _move(trashed.path, self.path(name))
        return name

    @property
    def _trash(self) -> Path:
        return self.folder / "trash"

    def _existing(self, name: str) -> Path:
        names = self.names()
        if name not in names:
            raise _missing(name, names)
        return self.path(name)

    def _free(self, name: str) -> str:
        return free_name(self.folder, name)

    def _check_free(self, name: str) -> None:
        if exists(self.path(name)):
            raise _taken(name)

    def _keep(self, data: bytes) -> None:
        _make(self.folder)
        _make(self.folder / FOLDER)
        keep(self.folder, data)

    def _write(self, name: str, text: DraftText) -> None:
        self._check_free(name)
        _make(self.folder)
        write_atomically(self.path(name), text.data(), replace=False, mode=PRIVATE)


def _missing(name: str, names: list[str]) -> Unreadable:
    if not names:
        return Unreadable(f"没有叫“{name}”的草稿，现在一份草稿也没有，请先新建。")
    near = get_close_matches(name, names, n=NEAREST + 1, cutoff=0.3)
    offered = near or names
    shown = "、".join(f"“{other}”" for other in offered[:NEAREST])
    rest = "等" if len(offered) > NEAREST else ""
    return Unreadable(f"没有叫“{name}”的草稿，{'最接近的' if near else '现有的'}是{shown}{rest}。")


def _taken(name: str) -> FileInTheWay:
    return FileInTheWay(f"已经有一份叫“{name}”的草稿，没有动它；请换一个名称。")


def _make(folder: Path) -> None:
    try:
        folder.mkdir(mode=PRIVATE_FOLDER, parents=True, exist_ok=True)
    except OSError as error:
        raise Unwritable(f"草稿文件夹 {folder} 建不了：{why(error)}。") from error


def _move(path: Path, target: Path) -> None:
    try:
        path.rename(target)
    except FileNotFoundError as error:
        raise Unwritable(f"{path} 已经不在那里了，可能被别的窗口或程序移走了，请重新看一下列表。") from error
    except OSError as error:
        raise Unwritable(f"{path} 移不动：{why(error)}。") from error
