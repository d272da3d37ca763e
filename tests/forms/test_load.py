"""Reading a form: the real ones whole, a broken one with one sentence that says where and what."""

import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from tui.errors import Unreadable
from tui.forms.load import all_forms, default_form, form_ids, load_form, read_form
from tui.forms.model import Form, Severity
from tui.resources import folder

FORM_ID = "department-goals"
Broken = Callable[[str, str], str]


@pytest.fixture
def broken(tmp_path: Path) -> Broken:
    """Replace the first occurrence of a text in the real schema; gives the sentence that follows."""
    source = (folder("schemas") / f"{FORM_ID}.toml").read_text("utf-8")

    def read(old: str, new: str) -> str:
        assert old in source
        path = tmp_path / f"{FORM_ID}.toml"
        path.write_text(source.replace(old, new, 1), "utf-8")
        with pytest.raises(Unreadable) as caught:
            read_form(path)
        return str(caught.value)

    return read


def test_all_forms_load() -> None:
    assert [form.id for form in all_forms()] == list(form_ids())
    assert FORM_ID in form_ids()


def test_the_form_is_the_countys(form: Form) -> None:
    table = form.table("indicators")
    assert form.title == "部门（单位）整体绩效目标申报表"
    assert [column.label for column in table.columns] == [
        *("一级指标", "二级指标", "三级指标", "指标值类型", "指标值", "计量单位", "指标解释", "评/扣分标准"),
    ]
    assert [column.role for column in table.columns if not form.required(column)] == [
        "explanation",
        "scoring",
    ]
    assert (len(table.categories), len(table.pairs)) == (4, 11)
    assert [entry.text for entry in form.dictionaries["comparison"].entries] == [
        "定性",
        ">",
        "≥",
        "<",
        "≤",
        "=",
    ]
    assert form.rules["required"] is Severity.ERROR


@pytest.mark.parametrize("part", ["unit_name", "duties", "annual_goal"])
def test_a_part_is_found_by_its_name(form: Form, part: str) -> None:
    assert form.field(part).id == part


def test_a_part_that_does_not_exist_is_not_found(form: Form) -> None:
    with pytest.raises(KeyError):
        form.field("title")
    with pytest.raises(KeyError):
        form.table("rows")
    with pytest.raises(KeyError):
        form.table("indicators").column("weight")


def test_an_unknown_form_names_those_there_are() -> None:
    with pytest.raises(Unreadable, match=rf"没有叫“no-such”的表.*{FORM_ID}"):
        load_form("no-such")


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        # a key that does not exist
        ("title =", "titel =", "titel 不对：没有这个名称，最接近的是“title”"),
        ('head = "yellow"', 'colour = "yellow"', "fields[0].colour 不对：没有这个名称"),
        ('counter = "条"', 'countr = "条"', "tables[0].countr 不对：没有这个名称，最接近的是“counter”"),
        (
            "[sheet.page]\npaper",
            "[sheet.page]\npapier",
            "sheet.page.papier 不对：没有这个名称，最接近的是“paper”",
        ),
        # a key that is missing
        ('title = "', '# title = "', "title 不对：缺少这一项"),
        ('label = "年度"\n', "", "year.label 不对：缺少这一项"),
        ('name = "数量指标"\n', "", "tables[0].categories[0].children[0].name 不对：缺少这一项"),
        # a value of the wrong kind
        ("version = 1", 'version = "1"', "version 不对：这里要写整数，现在是“1”"),
        ("version = 1", "version = true", "version 不对：这里要写整数"),
        ("locks = true", "locks = 1", "fields[0].locks 不对：这里要写true 或 false"),
        ('id = "department-goals"', "id = 5", "id 不对：这里要写文字，现在是“5”"),
        ("width = ", 'width = "13" # ', "tables[0].columns[0].width 不对：这里要写数，现在是“13”"),
        ('fields = ["duties"]', 'fields = "duties"', "steps[1].fields 不对：这里要写一个列表"),
        ('fields = ["duties"]', "fields = [1]", "steps[1].fields[0] 不对：这里要写文字"),
        ('implies = { unit = "/" }', 'implies = "/"', "entries[0].implies 不对：这里要写一组“名称 = 值”"),
        (
            "[sheet.styles.value]",
            "[sheet.styles]\nlabel = 5\n[sheet.styles.value]",
            "sheet.styles.label 不对：这里要写一组",
        ),
        # a choice that does not exist
        ('kind = "line"', 'kind = "lines"', "fields[0].kind 不对：“lines”不行，最接近的是“line”"),
        (
            'required = "error"',
            'required = "fatal"',
            "rules.required 不对：“fatal”不行，可用的是 error、warning、hint",
        ),
        ('required = "error"', "required = 1", "rules.required 不对：“1”不行"),
        # a name that leads nowhere
        ('head = "yellow"', 'head = "yelow"', "fields[0].head 不对：没有叫“yelow”的，最接近的是“yellow”"),
        ('kind = "category"\nwidth', 'kind = "choice"\nwidth', "columns[0].dictionary 不对：没有叫“”的"),
        (
            'dictionary = "comparison"',
            'dictionary = "comparson"',
            "tables[0].columns[3].dictionary 不对：没有叫“comparson”的，最接近的是“comparison”",
        ),
        (
            'fields = ["duties"]',
            'fields = ["duty"]',
            "steps[1].fields[0] 不对：没有叫“duty”的，最接近的是“duties”",
        ),
        (
            'table = "indicators"\nlevel1',
            'table = "indicator"\nlevel1',
            "steps[3].table 不对：没有叫“indicator”的",
        ),
        (
            'level1 = "产出指标"',
            'level1 = "产出"',
            "steps[3].level1 不对：没有叫“产出”的，最接近的是“产出指标”",
        ),
        (
            'dup-name = "warning"',
            'dup-names = "warning"',
            "rules.dup-names 不对：没有叫“dup-names”的，最接近的是“dup-name”",
        ),
        (
            'value = "duties"',
            'value = "dutys"',
            "sheet.rows[5].cells[1] 不对：没有叫“dutys”的，最接近的是“duties”",
        ),
        ('style = "banner"', 'style = "baner"', "sheet.rows[2].cells[0].style 不对：没有叫“baner”的"),
        (
            '[[sheet.rows]]\ntable = "indicators"',
            '[[sheet.rows]]\ntable = "x"',
            "sheet.rows[8].table 不对：没有叫“x”的",
        ),
        ('{ unit = "/" }', '{ units = "/" }', "dictionaries.comparison.entries[0].implies.units 不对"),
        (
            'role = "scoring"',
            'role = "scorings"',
            "tables[0].columns[7].role 不对：“scorings”不行，最接近的是“scoring”",
        ),
        ('owner = "unit_name"', 'owner = "unit"', "owner 不对：没有叫“unit”的，最接近的是“unit_name”"),
        ('owner = "unit_name"\n', "", "owner 不对：缺少这一项"),
        (
            'kind = "line"\nwidth',
            'kind = "category"\nwidth',
            "tables[0].columns[2].role 不对：没有叫“name”的，可用的是 level1、level2",
        ),
        (
            'kind = "category"\nwidth = 20.0',
            'kind = "line"\nwidth = 20.0',
            "tables[0].columns 不对：有分类的表要有一列 role = “level2”、kind = “category” 的",
        ),
        (
            'table = "indicators"\nlevel1 = "产出指标"',
            'fields = []\nlevel1 = "产出指标"',
            "steps[3] 不对：要写 fields、table、checks 当中的一样",
        ),
        # a place that is missing, or one too many
        ('{ value = "duties"', '{ text = "职责"', "sheet.rows 不对：“duties”没有放进填写的格子，请放一次"),
        ('{ value = "duties"', '{ value = "unit_name"', "sheet.rows 不对：“unit_name”放进了填写的格子 2 次"),
        (
            '[[sheet.rows]]\ntable = "indicators"',
            "[[sheet.rows]]\ncells = []",
            "sheet.rows 不对：“indicators”没有放进表样，请放一次",
        ),
        (
            '[[sheet.rows]]\ntable = "indicators"',
            '[[sheet.rows]]\ntable = "indicators"\n[[sheet.rows]]\ntable = "indicators"',
            "sheet.rows 不对：“indicators”放进了表样 2 次，只能放一次",
        ),
        ('["unit_name", "year"]', '["unit_name"]', "steps 不对：“year”没有放进步骤，请放一次"),
        ('["unit_name", "year"]', '["year"]', "steps 不对：“unit_name”没有放进步骤，请放一次"),
        ('["duties"]', '["duties", "duties"]', "steps 不对：“duties”放进了步骤 2 次，只能放一次"),
        ('["duties"]', '["duties", "year"]', "steps 不对：“year”放进了步骤 2 次，只能放一次"),
        ('level1 = "效益指标"', 'level1 = "产出指标"', "steps 不对：“产出指标”放进了步骤 2 次"),
        ('level1 = "效益指标"\n', "", "steps 不对：“indicators”放进了步骤 4 次，只能放一次"),
        (
            'table = "indicators"\nlevel1 = "成本指标"',
            'fields = ["duties"]',
            "steps 不对：“duties”放进了步骤 2 次，只能放一次",
        ),
        ("checks = true", "checks = false", "steps 不对：要正好有一步是检查"),
        ('fields = ["duties"]\n', 'fields = ["duties"]\nchecks = true\n', "steps 不对：要正好有一步是检查"),
        ("checks = true", 'checks = true\nfields = ["duties"]', "steps[7] 不对：要写 fields、table、checks"),
        ('fields = ["duties"]', "fields = []", "steps[1] 不对：要写 fields、table、checks 当中的一样"),
        # a name that occurs twice
        ('id = "duties"\nlabel', 'id = "unit_name"\nlabel', "fields 不对：“unit_name”出现了两次"),
        ('id = "goal"', 'id = "duties"', "steps 不对：“duties”出现了两次"),
        ('role = "level2"', 'role = "level1"', "tables[0].columns 不对：“level1”出现了两次"),
        ('name = "质量指标"', 'name = "数量指标"', "categories[0].children 不对：“数量指标”出现了两次"),
        ('name = "效益指标"', 'name = "产出指标"', "tables[0].categories 不对：“产出指标”出现了两次"),
        ('label = "年度总体目标"', 'label = "部门单位名称 "', "fields 不对：“部门单位名称 ”出现了两次"),
        ('label = "二级指标"', 'label = "一级指标"', "tables[0].columns 不对：“一级指标”出现了两次"),
        ('text = ">"', 'text = "≥"', "dictionaries.comparison.entries 不对：“≥”出现了两次"),
        ('key = ">"', 'key = "d"', "dictionaries.comparison.entries 不对：“d”出现了两次"),
        (
            'name = "整体绩效目标申报表"',
            'name = "指标值类型"',
            "sheet.name 不对：“指标值类型”出现了两次",
        ),
        # numbers and colours that do not fit
        *(
            ('key = "d"', f'key = "{key}"', "comparison.entries[0].key 不对：要是一个字符，不能是数字")
            for key in ("", "1", "dx", " ", "３")
        ),
        ("rolls_in_month = 8", "rolls_in_month = 0", "year.rolls_in_month 不对：要是 1 到 12 的月份"),
        ("rolls_in_month = 8", "rolls_in_month = 13", "year.rolls_in_month 不对：要是 1 到 12 的月份"),
        ("first = 2015", "first = 2100", "year.first 不对：不能晚于 year.last（2099）"),
        ("size = 18.0", "size = 0", "sheet.styles.title.size 不对：要在 1 到 409 之间，现在是 0"),
        ("width = 18.0", "width = -1", "tables[0].columns[0].width 不对：要在 1 到 255 之间，现在是 -1"),
        ("width = 18.0", "width = nan", "tables[0].columns[0].width 不对：要在 1 到 255 之间，现在是 nan"),
        ("width = 18.0", "width = inf", "tables[0].columns[0].width 不对：要在 1 到 255 之间，现在是 inf"),
        ("height = 33.0", "height = 0", "sheet.rows[0].height 不对：要在 1 到 409.5 之间，现在是 0"),
        ("margin = 0.4", "margin = -0.1", "sheet.page.margin 不对：要在 0 到 3 之间，现在是 -0.1"),
        *(
            (
                'name = "整体绩效目标申报表"',
                f"name = '{name}'",
                "sheet.name 不对：要能作工作表的名称：1 到 31",
            )
            for name in ("", " ", "表" * 32, *(f"表{sign}一" for sign in "[]:*?/\\"))
        ),
        (
            '[dictionaries.comparison]\nlabel = "指标值类型"',
            '[dictionaries.comparison]\nlabel = "类型/值"',
            "dictionaries.comparison.label 不对：要能作工作表的名称",
        ),
        ("span = 8", "span = 7", "sheet.rows[0].cells 不对：各格的 span 加起来应为 8 列"),
        (
            'label = "unit_name" }',
            'label = "unit_name" }, { text = "", span = 0 }',
            "sheet.rows[4].cells 不对：每格的 span 至少是 1",
        ),
        ('fill = "9DC3E6"', 'fill = "#9DC3E6"', "heads.blue.fill 不对：颜色要写成六位"),
        ('locked_fill = "D9D9D9"', 'locked_fill = "灰"', "sheet.locked_fill 不对：颜色要写成六位"),
        ('color = "FF0000"', 'color = "red"', "sheet.styles.banner.color 不对：颜色要写成六位"),
        ('pattern = "（{year}年度）"', 'pattern = "（2024年度）"', "year.pattern 不对：里面要有 {year}"),
        ('id = "department-goals"', 'id = "goals"', "id 不对：要与文件名相同，应为“department-goals”"),
    ],
)
def test_a_broken_form_gives_one_sentence(broken: Broken, old: str, new: str, says: str) -> None:
    sentence = broken(old, new)
    assert says in sentence
    assert sentence.startswith(f"表样文件 {FORM_ID}.toml ")
    assert sentence.endswith("。")
    assert "\n" not in sentence


def test_a_form_without_steps(broken: Broken, tmp_path: Path) -> None:
    source = (folder("schemas") / f"{FORM_ID}.toml").read_text("utf-8")
    start, end = source.index("[[steps]]"), source.index("[rules]")
    assert "steps 不对：要正好有一步是检查" in broken(
        source[:end], source[:start].replace("[year]", "steps = []\n[year]", 1)
    )


def test_a_table_of_categories_alone(broken: Broken) -> None:
    source = (folder("schemas") / f"{FORM_ID}.toml").read_text("utf-8")
    start, end = source.index('[[tables.columns]]\nrole = "name"'), source.index("[[tables.categories]]")
    assert "tables[0].columns 不对：除了分类，至少还要有一列" in broken(source[start:end], "")


def test_a_category_without_a_second_level(broken: Broken) -> None:
    source = (folder("schemas") / f"{FORM_ID}.toml").read_text("utf-8")
    start = source.index('[[tables.categories.children]]\nname = "服务对象满意度指标"')
    end = source.index('[[tables.categories]]\nname = "成本指标"')
    says = "tables[0].categories[2].children 不对：至少要有一个二级分类"
    assert says in broken(source[start:end], "children = []\n\n")


def test_a_dictionary_without_entries(broken: Broken) -> None:
    source = (folder("schemas") / f"{FORM_ID}.toml").read_text("utf-8")
    start = source.index("[[dictionaries.comparison.entries]]")
    end = source.index("# ── 单项内容")
    says = "dictionaries.comparison.entries 不对：至少要有一项"
    assert says in broken(source[start:end], "entries = []\n")


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "id 不对：缺少这一项"),
        (b"\xff\xfe\x00", "不是 UTF-8 编码"),
        ("title = '填".encode("gbk"), "不是 UTF-8 编码"),
        (b'title = """', "的写法不对，请检查文件末尾"),
        (b'id = "form"\nversion = \n', "的写法不对，请检查第 2 行第 11 个字附近"),
        (b"version = 1\nversion = 2\n", "的写法不对，请检查第 2 行第 12 个字附近"),
    ],
)
def test_a_file_that_is_no_form(tmp_path: Path, data: bytes, says: str) -> None:
    path = tmp_path / "form.toml"
    path.write_bytes(data)
    with pytest.raises(Unreadable, match=says):
        read_form(path)


@pytest.mark.parametrize("name", ["missing.toml", "."])
def test_a_file_that_cannot_be_opened(tmp_path: Path, name: str) -> None:
    with pytest.raises(Unreadable, match="读不出来，请检查"):
        read_form(tmp_path / name)


def test_a_copy_under_its_own_name_is_read(tmp_path: Path, form: Form) -> None:
    copy = shutil.copy(folder("schemas") / f"{FORM_ID}.toml", tmp_path)
    assert read_form(Path(copy)) == form


def test_one_form_is_the_usual_one() -> None:
    assert default_form().id == FORM_ID


@pytest.mark.parametrize("usual", [[], [True, True]])
def test_not_exactly_one_usual_form_is_told(
    monkeypatch: pytest.MonkeyPatch, form: Form, usual: list[bool]
) -> None:
    forms = tuple(replace(form, default=default) for default in usual)
    monkeypatch.setattr("tui.forms.load.all_forms", lambda: forms)
    with pytest.raises(Unreadable, match=f"现在有 {len(usual)} 份"):
        default_form.__wrapped__()


PROJECT = "project-goals"


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        (
            'dictionary = "attribute"',
            'dictionary = "atribute"',
            "fields[1].dictionary 不对：没有叫“atribute”的，最接近的是“attribute”",
        ),
        ('dictionary = "attribute"', "", "fields[1].dictionary 不对：没有叫“”的"),
        ('kind = "number"\nunit', 'kind = "line"\nunit', "fields[9].unit 不对：只有 kind = “number” 的"),
        ('kind = "choice"', 'kind = "numbr"', "fields[1].kind 不对：“numbr”不行，最接近的是“number”"),
        ('total = "money_total"', 'total = "money"', "sums[0].total 不对：没有叫“money”的"),
        ('total = "money_total"', 'total = "phone"', "sums[0].total 不对：没有叫“phone”的"),
        ('parts = ["money_local"', 'parts = ["monei_local"', "sums[0].parts[0] 不对：没有叫“monei_local”的"),
        ('parts = ["money_local"', 'parts = ["money_total"', "sums[0].parts 不对：“money_total”出现了两次"),
        (
            'parts = ["money_local", "money_superior", "money_other"]',
            "parts = []",
            "sums[0].parts 不对：至少",
        ),
        (
            "[[sums]]",
            '[[sums]]\ntotal = "money_total"\nparts = ["money_other"]\n\n[[sums]]',
            "sums 不对：“money_total”出现了两次",
        ),
    ],
)
def test_a_broken_field_or_sum(tmp_path: Path, old: str, new: str, says: str) -> None:
    source = (folder("schemas") / f"{PROJECT}.toml").read_text("utf-8")
    assert old in source
    path = tmp_path / f"{PROJECT}.toml"
    path.write_text(source.replace(old, new, 1), "utf-8")
    with pytest.raises(Unreadable) as caught:
        read_form(path)
    assert says in str(caught.value)
