"""A county's own file may say more of the form than its schema does."""

from dataclasses import replace

from tui.forms.answers import Answers, Place, empty_answers
from tui.forms.check import check
from tui.forms.edits import apply
from tui.forms.facts import Facts, adapted
from tui.forms.model import Form


def test_without_facts_the_form_is_as_it_was(form: Form) -> None:
    assert adapted(form, Facts()) == form


def test_a_yellow_head_in_the_file_makes_a_column_required(form: Form) -> None:
    facts = Facts(heads={"indicators.scoring": "yellow", "duties": "green"})
    own = adapted(form, facts)
    assert own.required(own.tables[0].column("scoring"))
    assert not own.required(own.field("duties"))


def test_a_head_that_the_schema_does_not_know_changes_nothing(form: Form) -> None:
    assert adapted(form, Facts(heads={"duties": "purple"})) == form


def test_the_list_of_the_file_is_the_dictionary(form: Form) -> None:
    own = adapted(form, Facts(choices={"comparison": ("定性", "定量", "＝", "其他")}))
    entries = own.dictionaries["comparison"].entries
    assert [(entry.text, entry.quantitative) for entry in entries] == [
        ("定性", False),
        ("定量", True),
        ("＝", True),
        ("其他", False),
    ]
    assert "=" in entries[2].synonyms


def test_a_changed_locked_value_is_an_error_with_a_way_back(form: Form) -> None:
    own = adapted(form, Facts(locked={"unit_name": "甲单位"}))
    answers = replace(empty_answers(own, 2024), fields={"unit_name": "乙单位"})
    (problem,) = (problem for problem in check(own, answers) if problem.rule == "locked")
    assert problem.where == Place("unit_name")
    assert problem.fix
    mended = apply(answers, problem.fix.edits)
    assert mended.fields["unit_name"] == "甲单位"
    assert not any(problem.rule == "locked" for problem in check(own, mended))


def test_an_untouched_locked_value_is_no_problem(form: Form) -> None:
    own = adapted(form, Facts(locked={"unit_name": "甲单位"}))
    answers = Answers(2024, {"unit_name": "甲单位"}, {})
    assert not any(problem.rule == "locked" for problem in check(own, answers))
