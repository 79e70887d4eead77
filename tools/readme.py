"""Make the parts of the README that follow from the program: its key table and its picture.

python tools/readme.py          writes both
python tools/readme.py --keys   prints the key table
"""

import asyncio
import re
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from textual.keys import format_key

from workbench.screens.app import WorkbenchApp
from workbench.screens.desk import Opening
from workbench.screens.finding import NO_KEY
from workbench.screens.keymap import all_bindings
from workbench.services import setup
from workbench.store.config import Config

ROOT = Path(__file__).parents[1]
START, END = "<!-- keys -->\n", "<!-- end of keys -->\n"
ORDER = (
    "app",
    "chart",
    "places",
    "engineer",
    "steps",
    "parts",
    "document",
    "proposal",
    "training",
    "bench",
    "gate",
    "handoff",
    "oversight",
    "waits",
    "board",
    "cost",
    "measure",
    "feedback",
    "investigation",
    "record",
    "means",
    "held",
    "review",
    "since",
    "maturity",
    "iso",
    "careers",
    "journal",
    "entries",
    "calendar",
    "growth",
    "coaching",
    "words",
    "lesson",
    "session",
    "list",
    "entry",
    "filter",
    "picture",
    "sheet",
    "form",
    "ask",
    "choose",
    "merge",
    "picker",
    "drafts",
    "compare",
    "page",
)
MORNING = datetime(2026, 11, 23, 9, 41, tzinfo=UTC)


def key_table() -> str:
    """Every key of the panes as a Markdown table, made from the bindings."""
    rows = ["| key | does | id |", "| --- | --- | --- |"]
    for binding in sorted(all_bindings(), key=lambda binding: ORDER.index((binding.id or "").partition(".")[0])):
        keys = " ".join(f"`{shown(key)}`" for key in binding.key.split(",") if not key.startswith(NO_KEY)) or "`:`"
        rows.append(f"| {keys} | {binding.tooltip} | {binding.id} |")
    return "\n".join(rows) + "\n"


def shown(key: str) -> str:
    """A key as it stands on the keyboard."""
    names = {"backslash": "\\", "minus": "-", "plus": "+"}
    *held, last = key.split("+")
    return "+".join([*(part.capitalize() for part in held), names.get(last) or format_key(last)])


async def picture() -> str:
    """The chart of the sample as it stands on a terminal of 110 by 32, as SVG that needs nothing from elsewhere."""
    with tempfile.TemporaryDirectory() as folder:
        store = setup.sample(Path(folder) / "store", "reader", MORNING, lambda: MORNING)
        app = WorkbenchApp(store, Config(glyphs="unicode"), Opening(login="reader"))
        async with app.run_test(size=(110, 32)) as pilot:
            await pilot.press("down", "down")
            await pilot.pause()
            drawn = app.export_screenshot(title="workbench --sample")
    drawn = re.sub(r"@font-face \{.*?\}", "", drawn, flags=re.DOTALL)
    return "\n".join(line.rstrip() for line in drawn.splitlines() if line.strip() and "<!--" not in line) + "\n"


def with_keys(readme: str) -> str:
    """The README with its key table made anew."""
    before, _, rest = readme.partition(START)
    return f"{before}{START}{key_table()}{END}{rest.partition(END)[2]}"


if __name__ == "__main__":
    if "--keys" in sys.argv:
        print(key_table(), end="")
    else:
        path = ROOT / "README.md"
        path.write_text(with_keys(path.read_text(encoding="utf-8")), encoding="utf-8")
        (ROOT / "docs" / "chart.svg").write_text(asyncio.run(picture()), encoding="utf-8")
