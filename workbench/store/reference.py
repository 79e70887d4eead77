"""Reads the reference content that ships with the workbench."""

import json
from datetime import date, timedelta
from importlib.resources import files
from typing import Any

from workbench.store.edits import Json


def content(name: str) -> Any:
    """The content of one file of `workbench.data`, by its name without `.json`."""
    return json.loads((files("workbench.data") / f"{name}.json").read_text(encoding="utf-8"))


def moved(value: Json, by: timedelta) -> Any:
    """The value with every day in it moved by as much."""
    match value:
        case dict():
            return {key: moved(item, by) for key, item in value.items()}
        case list():
            return [moved(item, by) for item in value]
        case str() if len(value) == 10 and value[4] == value[7] == "-" and value[:4].isdigit():
            return (date.fromisoformat(value) + by).isoformat()
        case _:
            return value
