"""An organization whose every text would like to be obeyed, and the way past every place of the program."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import cycle
from pathlib import Path
from typing import Any

from workbench.services import setup

PAYLOADS = (
    "\x1b]52;c;SGVsbG8=\x07",
    "\x1b]0;owned\x07",
    "\x1b]8;;http://evil.example\x1b\\",
    "\x1b[6661;7772H",
    "\x1b[35;45;5;9m",
    "\x1b[?1337h",
    "\x1bP1;2|17/0a\x1b\\",
    "\x1bc",
    "\x1b_Gi=31;AAAA\x1b\\",
    "\u009b31337m",
    "\u009d52;c;SGVsbG8=\u009c",
    "\u0090q#0\u009c",
    "\x00\x01\x05\x0e\x0f\x7f",
    "a\rb\x08c\x0bd\x0ce",
    "\u202eesrever\u2066\u2069",
    "\U000e0041\U000e007f\ufeff\ufff9",
    "\u2028\u2029",
)
PROBES = (
    "[@click=app.quit]Anna[/]",
    "[@click=app.undo()]x[/] y",
    "[red]x[/red] y",
    "[/]",
    "[b",
    "q [bold] r",
    "C:\\[b]",
    "[link=http://evil.example]k[/link]",
    "$x [$primary]z",
)
TEXTS = frozenset({"name", "purpose", "trigger", "result", "description", "decision_rights", "needs",
                   "preferred_future", "named_owner", "text"})  # fmt: skip
LISTS = frozenset({"tags", "contacts"})

PLACES = (
    ("the chart", ["down", "down"]),
    ("its end", ["G"]),
    ("the sheet", ["g", "down", "tab", "pagedown"]),
    ("the sheet's end", ["pagedown", "shift+tab"]),
    ("marks", ["v", "v"]),
    ("the filter", ["slash", "a"]),
    ("the chart again", ["escape", "escape", "escape"]),
    ("a part alone", ["g", "down", "s"]),
    ("the map", ["S", "w"]),
    ("the map, further on", ["right", "down"]),
    ("boxes", ["s", "w"]),
    ("the outline", ["w", "S", "escape", "g", "down"]),
    ("a process in a form", ["enter"]),
    ("the form, further on", ["pagedown", "tab", "tab", "tab", "tab", "tab", "tab", "tab", "tab"]),
    ("what was written", ["x", "escape"]),
    ("let go", ["d"]),
    ("an owner to choose", ["at"]),
    ("owners who answer to a text", ["a"]),
    ("where to move it", ["escape", "m"]),
    ("whether to delete it", ["escape", "d"]),
    ("the day of a review", ["escape", "r"]),
    ("a day", ["escape", "t"]),
    ("the chart of a day", ["a", "minus", "1", "d", "enter"]),
    ("compared", ["escape", "t", "c", "minus", "1", "d", "enter"]),
    ("find", ["escape", "f"]),
    ("finds", ["a"]),
    ("tags", ["backspace", "number_sign"]),
    ("help", ["escape", "question_mark"]),
    ("the palette", ["escape", "colon"]),
    ("people", ["escape", "f5"]),
    ("a person in a form", ["enter"]),
    ("customers", ["escape", "f6"]),
    ("a customer in a form", ["enter"]),
    ("the organization in a form", ["escape", "f7"]),
    ("a new name", ["escape", "a"]),
    ("a new name written", ["x", "escape"]),
    ("taken back", ["u"]),
    ("done again", ["U"]),
    ("taken back again", ["u"]),
    ("a name written anew", ["e"]),
    ("copied", ["escape", "y"]),
    ("pasted", ["p"]),
    ("the engineer's questions", ["2"]),
    ("the document", ["D"]),
    ("the training", ["escape", "T"]),
    ("a gate", ["escape", "G", "enter"]),
    ("a lesson", ["L", "n", "n"]),
    ("a session", ["escape", "g", "P", "right"]),
    ("what came of it", ["s"]),
    ("the session left", ["escape", "escape"]),
    ("words of one's own", ["escape", "g", "Q"]),
    ("the chart once more", ["escape", "escape", "escape"]),
    ("retired", ["R"]),
)


def poisoned(folder: Path, login: str, texts: tuple[str, ...] = PAYLOADS) -> Path:
    """The sample with something in its every text: written into its file by hand, round everything that cleans."""
    store = setup.sample(folder, login, datetime.now(UTC))
    store.keeping.settle(at_once=True)
    store.close()
    path = folder / "organization" / "store.json"
    content = json.loads(path.read_text(encoding="utf-8"))
    drops = cycle(texts)
    for table in ("organization", "people", "customers", "processes"):
        for record in content[table].values():
            _poison(record, drops)
    path.write_text(json.dumps(content), encoding="utf-8")
    return folder


def _poison(record: dict[str, Any], drops: Iterator[str]) -> None:
    for field, value in record.items():
        if field in TEXTS:
            record[field] = f"{value[:3]}{next(drops)}{value[3:]}"
        elif field in LISTS:
            record[field] = sorted({f"{text[:3]}{next(drops)}{text[3:]}" for text in value})
        elif isinstance(value, dict):
            _poison(value, drops)  # pyright: ignore[reportUnknownArgumentType]
