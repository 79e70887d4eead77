"""The chart shows when the next review is due as it follows from those that were made."""

from datetime import timedelta
from typing import TYPE_CHECKING

from tests.screens.conftest import TODAY
from workbench.services import reviewing

if TYPE_CHECKING:
    from tests.screens.conftest import Sitting


async def test_a_review_that_was_made_moves_the_next_one_in_the_chart(sample: "Sitting", later: "Sitting") -> None:
    async with sample(size=(80, 24)) as desk:
        assert "OVERDUE" in desk.line_with("1.2 Greet and record")
        process = desk.store.organization.processes["P3"]
        reviewing.review(desk.store, desk.app.actor, reviewing.kept(desk.store, process)[0], TODAY.date())
    async with later(size=(80, 24)) as desk:
        line = desk.line_with("1.2 Greet and record")
        assert "OVERDUE" not in line
        assert str(TODAY.year) in line or str((TODAY + timedelta(days=365)).year) in line
