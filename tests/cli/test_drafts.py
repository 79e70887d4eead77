"""Text that was left unfinished, as the command line tells of it."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from workbench.domain.writing import Writing
from workbench.store import drafts
from workbench.store.drafts import Draft
from workbench.store.store import Store
from workbench.store.writer import Writer

Run = Callable[..., Any]


def test_doctor_names_every_draft_that_lies_around(lakeside: Run, folder: Path) -> None:
    store = Store.open(folder)
    place = drafts.folders(store.id)[0]
    writing = Writing({"kind": "name", "record": "P1"}, "the name of P1", {"name": "secret words"}, {"name": ""})
    moment = datetime.now(UTC) - timedelta(days=3, hours=1)
    drafts.keep(Draft(place / "one.json", writing, Writer(), moment, moment))
    drafts.keep(Draft(place / "two.json", writing, Writer.here("ana", "ana"), moment, moment))
    said = lakeside("doctor")
    assert said.code == 0
    assert [line.split(None, 2)[2] for line in said.lines if "draft" in line.split()[1]] == [
        f"the name of P1, left 3 days ago, in {place / 'one.json'}; F8 in the panes shows it"
    ]
    assert "secret words" not in said.out
