"""One draft, filled in by questions and answers."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from tui.errors import Trouble, Unwritable
from tui.forms.answers import Place
from tui.forms.text import is_blank
from tui.plain import answering, checks, editing, rows
from tui.plain.desk import Desk
from tui.plain.exporting import export
from tui.plain.helping import explain
from tui.plain.orders import Reply
from tui.plain.stops import AtCell, AtChecks, AtField, AtGroup, group_of, step_named, stop_at
from tui.plain.talk import Ended
from tui.plain.way import Way

if TYPE_CHECKING:
    from collections.abc import Callable

    from tui.drafts.history import Change
    from tui.drafts.open_draft import OpenDraft
    from tui.plain.talk import Talk


def fill(draft: OpenDraft, talk: Talk) -> None:
    """Ask until the person leaves; every answer is saved at once.

    Raises:
        Ended: the conversation is over; everything is saved.
        Unwritable: it is over, and the last changes could not be saved.
        Unreadable: a line could not be used, and nobody is there to write another one.
    """
    Filling(draft, talk).run()


class Filling:
    """A draft and what is done with it."""

    def __init__(self, draft: OpenDraft, talk: Talk) -> None:
        self.desk = desk = Desk(draft, talk)
        self.way = way = Way(desk)
        self._left = False
        self._was_refused = False
        """Whether the last line was no answer, and has been told why."""
        self._orders: dict[str, Callable[[Reply], None]] = {
            "help": lambda _: explain(desk, way.stop),
            "show": lambda _: self._show(),
            "skip": lambda _: way.go_on(1),
            "back": lambda _: way.go_on(-1),
            "next_step": lambda _: way.shift_step(1),
            "previous_step": lambda _: way.shift_step(-1),
            "jump": self._jump,
            "checks": lambda _: way.to_checks(),
            "fix": self._fix,
            "clear": lambda _: editing.clear(desk, way.stop),
            "append": lambda _: self._append(),
            "replace": lambda _: editing.replace(desk, way.stop),
            "undo": lambda _: self._travel(draft.undo, "撤销"),
            "redo": lambda _: self._travel(draft.redo, "重做"),
            "save": lambda _: self._save(),
            "export": lambda reply: export(desk, reply.text),
            "quit": lambda _: self._leave(),
        }

    def run(self) -> None:
        """Ask until the person leaves."""
        self.desk.talk.say("一问一答地填。直接回车就是不改，:帮助 看怎么填，写的内容随时自动保存。")
        try:
            while not self._left:
                self._put()
                self._take(self._ask())
        except Ended as end:
            if not self._end(end):
                raise Unwritable(f"最后的改动没能保存：{self.desk.failure}") from end
            raise
        except Trouble:
            self.way.leave_row()
            raise

    # ── asking ───────────────────────────────────────────────────────────────

    def _put(self) -> None:
        """Say where one is, if that is another step, and ask."""
        stop, desk, way = self.way.stop, self.desk, self.way
        if stop.step != way.said_step:
            self._say_step()
        if isinstance(stop, AtField | AtCell):
            answering.put(desk, stop.place, again=self._was_refused)
        elif isinstance(stop, AtGroup):
            rows.put(desk, stop, briefly=isinstance(way.said, AtCell) or way.said == stop)
        else:
            checks.put(desk, briefly=way.said == stop)
        way.said, self._was_refused = stop, False

    def _ask(self) -> Reply:
        try:
            return self.desk.talk.ask()
        except Ended as end:
            if isinstance(self.way.stop, AtField):
                answering.keep_half(self.desk, self.way.stop.place, end)
            raise

    def _say_step(self) -> None:
        form, step = self.desk.form, step_named(self.desk.form, self.way.stop.step)
        if errors := self.desk.errors_in(self.way.said_step):
            left = step_named(form, self.way.said_step)
            self.desk.talk.say(f"“{left.title}”还有 {errors} 个错误，:检查 看是哪些。")
        self.way.said_step = self.desk.session.draft.step = step.id
        self.desk.talk.say("", f"第 {form.steps.index(step) + 1} 步，共 {len(form.steps)} 步：{step.title}")
        for key in step.fields:
            if key in form.locked:
                self.desk.talk.say(f"{form.field(key).label}：{self.desk.text(Place(key))}（灰色，不能改）")

    def _take(self, reply: Reply) -> None:
        stop, desk = self.way.stop, self.desk
        if reply.order:
            self._orders[reply.order.id](reply)
        elif isinstance(stop, AtField | AtCell):
            self._take_answer(stop.place, reply)
        elif reply.is_empty:
            if not isinstance(stop, AtChecks) or not self.way.from_checks():
                self.way.go_on(1)
        else:
            wanted = rows.take(desk, stop, reply) if isinstance(stop, AtGroup) else checks.take(desk, reply)
            if isinstance(wanted, Reply):
                self._take(wanted)
            elif wanted:
                self.way.said = None
                self.way.go(wanted)

    def _take_answer(self, place: Place, reply: Reply) -> None:
        if reply.is_empty and self._is_first_of_empty_row(place):
            self.way.go(group_of(self.desk.form, self.desk.session.answers, place))
            return
        after = answering.take(self.desk, place, reply)
        self._was_refused = after is None
        if after and after.order:
            self._take(after)
        elif after:
            self.way.go_on(1)

    def _is_first_of_empty_row(self, place: Place) -> bool:
        if not place.row or self.desk.session.is_begun(place.table, place.row):
            return False
        return place.key == self.desk.form.table(place.table).name_role

    # ── commands ─────────────────────────────────────────────────────────────

    def _jump(self, reply: Reply) -> None:
        if after := self.way.jump(reply):
            self._take(after)

    def _show(self) -> None:
        stop, self.way.said = self.way.stop, None
        if isinstance(stop, AtField | AtCell):
            self.desk.talk.say(self.desk.text(stop.place) or "这一项还是空的。")

    def _fix(self, reply: Reply) -> None:
        self.way.said = None
        checks.mend(self.desk, reply)

    def _append(self) -> None:
        after = editing.append(self.desk, self.way.stop)
        if after.order:
            self._take(after)

    def _travel(self, move: Callable[[], Change | None], verb: str) -> None:
        desk = self.desk
        change = move()
        if change is None:
            desk.talk.say(f"没有可以{verb}的改动了。")
            return
        desk.changed()
        desk.talk.say(f"已{verb}：{change.label}。")
        self.way.said = None
        self.way.go(stop_at(desk.form, desk.session.answers, change.place))

    def _save(self) -> None:
        if self.desk.save(aloud=True):
            self.desk.talk.say(f"已保存在 {self.desk.session.draft.path}")

    # ── leaving ──────────────────────────────────────────────────────────────

    def _leave(self) -> None:
        """Save and leave; ask before leaving anything unsaved behind."""
        desk = self.desk
        self.way.leave_row()
        if desk.save(aloud=True):
            desk.talk.say(f"已保存在草稿“{desk.session.draft.name}”里。")
            self._left = True
        else:
            desk.talk.say("现在离开，还没保存的内容会丢失。写 y 离开，回车留下。")
            self._left = desk.talk.confirm()

    def _end(self, end: Ended) -> bool:
        """Save, and say so if anybody can still hear it; false when that failed."""
        with suppress(OSError):
            self.way.leave_row()
        with suppress(OSError):
            self.desk.save()
        if not self.desk.failure:
            with suppress(OSError):
                if not is_blank(end.half):
                    self.desk.talk.say("", "没按回车的那一行没有保存。")
                self.desk.talk.say("", f"{end.why}，写的内容已保存在草稿“{self.desk.session.draft.name}”里。")
        return not self.desk.failure
