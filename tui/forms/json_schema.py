"""A JSON Schema of the schema files, made from the same classes that load them: for editors that complete."""

from __future__ import annotations

from dataclasses import MISSING, is_dataclass
from enum import StrEnum
from typing import Any, Literal, get_args, get_origin

from tui.forms.model import Form
from tui.forms.structure import keys_of

_SCALARS = {str: "string", int: "integer", float: "number", bool: "boolean"}


def json_schema() -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of one form definition."""
    definitions: dict[str, Any] = {}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Tianbao form definition",
        **_object(Form, definitions),
        "$defs": dict(sorted(definitions.items())),
    }


def _object(kind: type, definitions: dict[str, Any]) -> dict[str, Any]:
    known = keys_of(kind)
    return {
        "type": "object",
        "description": _summary(kind),
        "properties": {
            name: {**_type(hint, definitions), "description": item.metadata["doc"]}
            for name, (item, hint) in known.items()
        },
        "required": [
            name
            for name, (item, _) in known.items()
            if item.default is MISSING and item.default_factory is MISSING
        ],
        "additionalProperties": False,
    }


def _type(kind: Any, definitions: dict[str, Any]) -> dict[str, Any]:
    origin = get_origin(kind)
    if origin is tuple:
        return {"type": "array", "items": _type(get_args(kind)[0], definitions)}
    if origin is dict:
        return {"type": "object", "additionalProperties": _type(get_args(kind)[1], definitions)}
    if origin is Literal:
        return {"enum": list(get_args(kind))}
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        return {"enum": [str(item) for item in kind]}
    if is_dataclass(kind) and isinstance(kind, type):
        if kind.__name__ not in definitions:
            definitions[kind.__name__] = {}
            definitions[kind.__name__] = _object(kind, definitions)
        return {"$ref": f"#/$defs/{kind.__name__}"}
    return {"type": _SCALARS[kind]}


def _summary(kind: type) -> str:
    return (kind.__doc__ or "").strip().splitlines()[0]
