"""The shell commands, a contract for scripts: stdout is data, stderr is words, and exit codes."""

from __future__ import annotations

import os
import sys
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, TextIO

from tui.arguments import parse
from tui.drafts.store import Store, default_folder
from tui.encoding import (
    demand_utf8,
    environment_at_start,
    json_text,
    locale_of,
    speak_as_told,
    what_to_set,
    write_losslessly,
)
from tui.errors import CannotFill, FileInTheWay, Trouble, Unreadable, Unwritable
from tui.files import user_path
from tui.forms.check import check, has_errors
from tui.forms.load import all_forms, default_form, load_form
from tui.forms.steps import default_year

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from tui.drafts.open_draft import OpenDraft
    from tui.drafts.summary import Summary
    from tui.exchange import Contents, Received
    from tui.forms.answers import Answers
    from tui.forms.problems import Problem

BUILT_IN = "命令里加上 --built-in 就是。"
ANOTHER_SHEET = "命令里可以加 --template 指明原来的文件，或者加 --built-in。"
DONE, HAS_ERRORS, INTERRUPTED = 0, 1, 130


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; gives its exit code and prints one sentence, never a traceback, when it fails."""
    streams = sys.stdin, sys.stdout, sys.stderr
    speak_as_told(environment_at_start(), *streams, in_utf8_mode=bool(sys.flags.utf8_mode))
    write_losslessly(sys.stdout)
    write_losslessly(sys.stderr)
    debug = "--debug" in (sys.argv if arguments is None else arguments)
    try:
        options = parse(arguments)
        code = COMMANDS[options.command](options)
        sys.stdout.flush()
    except Trouble as trouble:
        if debug:
            raise
        _say(f"{trouble}{BUILT_IN if isinstance(trouble, CannotFill) else ''}")
        return trouble.exit_code
    except UnicodeEncodeError:
        if debug:
            raise
        remedy = what_to_set(locale_of(environment_at_start()))
        _say(f"文件名里有这里写不出的字，没有写成；请先运行 {remedy}再试。")
        return Unwritable.exit_code
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
    except Exception as error:
        if debug:
            raise
        _say(f"程序出错了（{type(error).__name__}）。请加上 --debug 再运行一次，把显示的内容发给维护的人。")
        return Unreadable.exit_code
    return code


def _say(words: str) -> None:
    print(words, file=sys.stderr)


def _store(options: Namespace) -> Store:
    return Store(options.data_dir or default_folder())


# ── the wizard ───────────────────────────────────────────────────────────────


def _wizard(options: Namespace) -> int:
    return _fill(options, _store(options), None)


def _edit(options: Namespace) -> int:
    store = _store(options)
    return _fill(options, store, store.find(options.draft))


def _fill(options: Namespace, store: Store, draft: Path | None) -> int:
    at_terminal = sys.stdin.isatty() and sys.stdout.isatty()
    if options.plain or (at_terminal and os.environ.get("TERM") == "dumb"):
        from tui.plain.terminal import run as run_plain

        return run_plain(store, draft)
    if not at_terminal:
        raise Unreadable(
            "填表界面要在终端窗口里打开，这里不是；一行一行地填请加 --plain，命令的用法见 tianbao --help。"
        )
    return _run_wizard(store, draft)


def _run_wizard(store: Store, draft: Path | None) -> int:
    opened = None
    if draft:
        from tui.drafts.open_draft import OpenDraft

        opened = OpenDraft(draft)  # a draft that cannot be read is a sentence in the shell, not on a screen
    if os.name == "posix":
        demand_utf8(environment_at_start(), sys.stderr, _ask_to_go_on)
    from tui.startup import import_asyncio, import_textual, imports_kept
    from tui.terminal.environment import prepare

    prepare(os.environ)

    with imports_kept():
        import_asyncio()
        import_textual()
        from tui.app import run
    return run(store, opened)


def _ask_to_go_on(words: str) -> None:
    _say(words)
    if not sys.stdin.readline():
        raise KeyboardInterrupt


# ── drafts ───────────────────────────────────────────────────────────────────


def _new(options: Namespace) -> int:
    store = _store(options)
    contents = _contents(store, options.source, options.form) if options.source else None
    if contents:
        _tell(contents)
        form = contents.form
    else:
        form = load_form(options.form) if options.form else default_form()
    year = default_year(form, date.today()) if options.year is None else options.year
    if not form.year.first <= year <= form.year.last:
        years = f"{form.year.first} 到 {form.year.last}"
        raise Unreadable(f"年份 {year} 不对，请写 {years} 之间的四位数，如 --year {date.today().year}。")
    name = store.create(form, replace(contents.answers, year=year)) if contents else store.begin(form, year)
    print(name)
    return DONE


def _list(options: Namespace) -> int:
    from tui.drafts.summary import summarise

    store = _store(options)
    summaries = []
    for name in store.names():
        try:
            summaries.append(summarise(store.path(name)))
        except Trouble as trouble:
            _say(str(trouble))
    if options.json:
        _print_json([_summary_as_json(summary) for summary in summaries])
        return DONE
    if not summaries:
        _say("还没有草稿；用 tianbao new 新建，或用 tianbao import 导入。")
    for item in summaries:
        counts = f"{item.errors} 错误 {item.others} 提醒"
        saved = f"{item.saved:%Y-%m-%d %H:%M}"
        cells = (
            item.name,
            item.unit,
            item.form_title,
            str(item.year or ""),
            f"{item.done}/{item.steps}",
            counts,
            saved,
        )
        print("\t".join(" ".join(cell.split()) for cell in cells))
    return DONE


def _summary_as_json(summary: Summary) -> dict[str, object]:
    return {
        "name": summary.name,
        "unit": summary.unit,
        "form": summary.form,
        "year": summary.year,
        "progress": f"{summary.done}/{summary.steps}",
        "problems": summary.errors + summary.others,
        "errors": summary.errors,
        "saved": summary.saved.isoformat(),
    }


def _import(options: Namespace) -> int:
    from tui.exchange import import_file

    imported = import_file(_store(options), options.file, name=options.name, form_id=options.form)
    _tell(imported.contents)
    print(imported.name)
    return DONE


def _tell(contents: Contents) -> None:
    """Say what of a file was not understood, and what is wrong with it."""
    for note in contents.notes:
        _say(note)
    _print_problems(contents.file_problems(), sys.stderr)


def _export(options: Namespace) -> int:
    from tui.drafts.open_draft import OpenDraft
    from tui.exchange import workbook

    store = _store(options)
    draft = OpenDraft(store.find(options.draft))
    received = _received(options, draft)
    problems = check(draft.form, draft.answers)
    if has_errors(problems) and not options.unfinished:
        _say(f"“{draft.name}”还有错误，没有导出。请先改好，或者加 --unfinished 导出没填完的表：")
        _print_problems(problems, sys.stderr)
        return HAS_ERRORS
    if has_errors(problems):
        _say("导出的是没填完的表，还有这些问题：")
        _print_problems(problems, sys.stderr)
    if options.output == "-":
        sys.stdout.buffer.write(workbook(draft.form, draft.answers, received))
    else:
        _write(options, draft, received)
    if received:
        _say(f"原表“{received.name}”没有动，填好的这一份模板结构未变。")
    if not has_errors(problems) and draft.path.parent == store.folder:
        draft.mark_exported()
        draft.save()
    return DONE


def _received(options: Namespace, draft: OpenDraft) -> Received | None:
    from tui.exchange import received_from, received_with

    if options.built_in:
        return None
    if options.template:
        return received_from(options.template, draft)
    try:
        return received_with(draft)
    except Unreadable as gone:
        raise Unreadable(f"{gone}{ANOTHER_SHEET}") from gone


def _write(options: Namespace, draft: OpenDraft, received: Received | None) -> None:
    from tui.exchange import export_path, write_workbook
    from tui.workbook.export import default_file_name

    name = default_file_name(draft.form, draft.answers)
    path = export_path(options.output or name, name)
    try:
        write_workbook(draft.form, draft.answers, path, received=received, replace=options.force)
    except FileInTheWay as trouble:
        raise FileInTheWay(f"{trouble}要覆盖请加 --force，或者用 -o 换一个文件名。") from trouble
    print(path.resolve())


# ── checks and forms ─────────────────────────────────────────────────────────


def _check(options: Namespace) -> int:
    store, code, report = _store(options), DONE, []
    for path in options.paths:
        try:
            contents = _contents(store, path)
        except Trouble as trouble:
            _say(str(trouble))
            code = trouble.exit_code
            continue
        problems = contents.problems()
        if has_errors(problems):
            code = max(code, HAS_ERRORS)
        for note in contents.notes:
            _say(f"{path}：{note}")
        if options.format == "json":
            report += [_as_json(path, problem, contents.answers) for problem in problems]
            continue
        print(f"{path}：{len(problems)} 个问题" if problems else f"{path}：没有问题")
        _print_problems(problems, sys.stdout)
    if options.format == "json":
        _print_json(report)
    return code


def _contents(store: Store, name_or_path: str, form_id: str | None = None) -> Contents:
    from tui.exchange import read_any

    path = user_path(name_or_path)
    is_name = name_or_path in store.names() or not (path.suffix or os.sep in name_or_path)
    return read_any(store.find(name_or_path) if is_name else path, form_id)


def _as_json(path: str, problem: Problem, answers: Answers) -> dict[str, str]:
    return {
        "file": path,
        "rule": problem.rule,
        "severity": problem.severity.value,
        "where": answers.path(problem.where),
        "message": problem.message,
        "remedy": problem.remedy,
    }


def _print_problems(problems: list[Problem], stream: TextIO) -> None:
    for problem in problems:
        print(f"  {problem.severity.label}  {problem.message}{problem.remedy}", file=stream)


def _forms(options: Namespace) -> int:
    if options.id is None:
        for form in all_forms():
            print(f"{form.id}\t{form.title}")
        return DONE
    form = load_form(options.id)
    print(f"{form.title}\n{form.summary}\n")
    for item in form.fields:
        print(f"{item.label}（{'必填' if form.required(item) else '选填'}）：{item.help}")
    for table in form.tables:
        print(f"\n{table.label}")
        for column in table.columns:
            print(f"  {column.label}（{'必填' if form.required(column) else '选填'}）：{column.help}")
        for top in table.categories:
            print(f"\n  {top.name}：{top.meaning}")
            for sub in top.children:
                print(f"    {sub.name}：{sub.meaning}")
    for dictionary in form.dictionaries.values():
        print(f"\n{dictionary.label}")
        for entry in dictionary.entries:
            print(f"  {entry.text}  {entry.meaning}")
    return DONE


def _print_json(value: object) -> None:
    print(json_text(value, sys.stdout.encoding))


COMMANDS: dict[str | None, Callable[[Namespace], int]] = {
    None: _wizard,
    "edit": _edit,
    "new": _new,
    "list": _list,
    "import": _import,
    "export": _export,
    "check": _check,
    "forms": _forms,
}
