"""The JSON Schema that editors use says what the loader says."""

import json
import tomllib
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from tui.forms.json_schema import json_schema
from tui.forms.load import form_ids
from tui.resources import folder


def values_of(form_id: str) -> dict[str, Any]:
    return tomllib.loads((folder("schemas") / f"{form_id}.toml").read_text("utf-8"))


TABLE = {"id": "rows", "label": "表", "noun": "行", "counter": "行"}
COLUMN = {"role": "scoring", "label": "评分", "head": "green", "kind": "text", "width": 9.0}


def test_the_file_beside_the_forms_is_up_to_date() -> None:
    assert json.loads((folder("schemas") / "form.schema.json").read_text("utf-8")) == json_schema()


def test_it_is_a_schema() -> None:
    Draft202012Validator.check_schema(json_schema())


@pytest.mark.parametrize("form_id", form_ids())
def test_every_form_is_valid(form_id: str) -> None:
    assert [
        error.message for error in Draft202012Validator(json_schema()).iter_errors(values_of(form_id))
    ] == []


@pytest.mark.parametrize(
    "change",
    [
        {"titel": "表"},
        {"title": 3},
        {"version": "1"},
        {"rules": {"required": "fatal"}},
        {"steps": [{"id": "a", "title": "b", "short": "c"}]},
        {"heads": {"blue": {"fill": "9DC3E6", "required": "no", "meaning": ""}}},
        {"fields": "duties"},
        {"owner": 5},
        {"tables": [TABLE | {"columns": [COLUMN | {"role": "scorings"}]}]},
    ],
)
def test_a_broken_form_is_not(change: dict[str, Any]) -> None:
    assert not Draft202012Validator(json_schema()).is_valid(values_of("department-goals") | change)


def test_a_role_that_is_known_is_valid() -> None:
    change = {"tables": [TABLE | {"columns": [COLUMN]}]}
    assert Draft202012Validator(json_schema()).is_valid(values_of("department-goals") | change)


def test_every_key_is_described() -> None:
    kinds = [json_schema(), *json_schema()["$defs"].values()]
    assert all(key["description"] for kind in kinds for key in kind["properties"].values())
