"""The JSON schema of the brief, made from `wire.py` and shipped as `brief.schema.json`."""

from __future__ import annotations

import json
from importlib.resources import files
from typing import Any

from secondsource.brief.wire import BriefRow

_NAME = "brief.schema.json"


def make_schema() -> str:
    """The schema as `wire.py` says it (JSON Schema 2020-12); the text of the shipped file."""
    from pydantic import TypeAdapter

    schema: dict[str, Any] = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **TypeAdapter(BriefRow).json_schema(),
        "title": "A brief of secondsource",
    }
    return json.dumps(schema, indent=1, sort_keys=True) + "\n"


def shipped_schema() -> str:
    """The schema that the package ships."""
    return (files("secondsource.brief") / _NAME).read_text(encoding="utf-8")
