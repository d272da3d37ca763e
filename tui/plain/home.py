"""The list of drafts by questions: open one, begin one, import a file, open a sample."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.drafts.open_draft import OpenDraft
from tui.drafts.summary import summarise
from tui.errors import Trouble
from tui.exchange import import_file, samples
from tui.files import user_path
from tui.forms.load import all_forms
from tui.forms.text import fold, shorten
from tui.plain.filling import fill
from tui.plain.talk import Stopped

if TYPE_CHECKING:
    from pathlib import Path

    from tui.drafts.store import Store
    from tui.plain.talk import Talk

SHOWN = 20
"""How many drafts are listed at once; a few characters of a name find the others."""
LEAVING = ("q", "退出", "退")
HELPING = ("帮助", "?")
HELP = (
    "这里列出的是草稿，一份草稿就是一张正在填的表。这里可以写：",
    "  草稿前面的数字：打开那一份，接着填。",
    "  草稿名字里的几个字：只列出名字里有这几个字的。",
    "  新建（n）：选一张表，从头开始填。",
    "  导入（i）：把收到的或者去年填的表格变成一份草稿。",
    "  示例（s）：打开一份填好的示例，看看怎么填。",
    "  退出（q）：离开。",
)


class Home:
    """The drafts of a folder."""

    def __init__(self, store: Store, talk: Talk) -> None:
        self._store, self._talk = store, talk
        self._wanted = ""

    def run(self) -> None:
        """Ask until the person leaves.

        Raises:
            Ended: the conversation is over.
        """
        while True:
            names = [name for name in self._store.names() if self._wanted.lower() in name.lower()]
            self._list(names)
            reply = self._talk.ask()
            words = fold(reply.text).lower()
            if words in LEAVING or (reply.order and reply.order.id == "quit"):
                return
            try:
                if words in HELPING or (reply.order and reply.order.id == "help"):
                    self._talk.say(*HELP)
                elif reply.order:
                    self._talk.refuse("还没有打开草稿，这里不能用这个命令；:帮助 看这里可以写什么。")
                elif path := self._chosen(words, reply.number, names):
                    self._wanted = ""
                    fill(OpenDraft(path), self._talk)
            except Stopped:
                raise
            except Trouble as trouble:
                self._talk.refuse(str(trouble))

    def _list(self, names: list[str]) -> None:
        if self._wanted:
            self._talk.say(f"名字里有“{self._wanted}”的草稿：")
        else:
            self._talk.say("草稿：" if names else "还没有草稿。")
        for number, name in enumerate(names[:SHOWN], start=1):
            self._talk.say(f"{number} {self._line(name)}")
        if len(names) > SHOWN:
            self._talk.say(f"还有 {len(names) - SHOWN} 份，写名字里的几个字来找。")
        back = "，回车看全部" if self._wanted else ""
        self._talk.say(
            f"{'写数字打开，' if names else ''}n 新建，i 导入，s 打开示例，q 退出，:帮助 看说明{back}。"
        )

    def _line(self, name: str) -> str:
        try:
            item = summarise(self._store.path(name))
        except Trouble as trouble:
            return f"{name}，读不出来：{trouble}"
        found = f"{item.errors} 个错误" if item.errors else "没有错误"
        unit = "，单位没填" if not item.unit else "" if item.unit in name else f"，{item.unit}"
        return f"{name}{unit}，{item.year} 年，{item.form_title}，填了 {item.done}/{item.steps} 步，{found}"

    def _chosen(self, words: str, number: int | None, names: list[str]) -> Path | None:
        """The draft to open; nothing when there is none yet."""
        shown = names[:SHOWN]
        if number and number <= len(shown):
            return self._store.path(shown[number - 1])
        begin = {"n": self._new, "新建": self._new, "i": self._import, "导入": self._import}
        begin |= {"s": self._sample, "示例": self._sample}
        if words in begin:
            return begin[words]()
        if any(words in name.lower() for name in self._store.names()):
            self._wanted = words
        else:
            self._talk.refuse(f"名字里有“{words}”的草稿一份也没有。")
        return None

    def _new(self) -> Path | None:
        forms = all_forms()
        self._talk.say("填哪一张表？")
        picked = self._talk.pick(*(form.title for form in forms))
        if picked is None:
            return None
        return self._store.path(self._store.begin(forms[picked]))

    def _import(self) -> Path | None:
        self._talk.say("导入哪个文件？写文件夹和文件名，回车不导入。")
        text = self._talk.words()
        if text is None:
            return None
        imported = import_file(self._store, user_path(text))
        self._talk.say(f"已成为草稿“{imported.name}”。", *imported.contents.notes)
        for problem in imported.contents.file_problems():
            self._talk.say(f"{problem.severity.label}：{problem.message}{problem.remedy}")
        return self._store.path(imported.name)

    def _sample(self) -> Path | None:
        found = samples()
        self._talk.say("打开哪一份？会复制成一份新草稿，随便改。")
        picked = self._talk.pick(*(shorten(label, 60) for _, label in found))
        if picked is None:
            return None
        return self._store.path(import_file(self._store, found[picked][0]).name)
