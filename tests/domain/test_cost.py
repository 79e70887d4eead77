"""What oversight costs, as far as the processes say their hours."""

from fractions import Fraction

from workbench.domain.cost import cost_of
from workbench.domain.means import Means
from workbench.domain.process import Process

TEN_HOURS = Means(id="U1", name="Desk", allocated="120 h per year")
TELLING = Process(id="P1", name="Bill", rank="m", means=(TEN_HOURS,))
SILENT = Process(id="P2", name="Greet", rank="n")
SPENT = {("P1", "2026-11"): 60, ("P2", "2026-11"): 600, ("", "2026-11"): 30, ("P1", "2026-10"): 5}


def test_the_share_is_of_the_processes_that_say_their_hours_and_of_no_other() -> None:
    cost = cost_of(SPENT, "2026-11", [TELLING, SILENT], 20)
    assert (cost.minutes, cost.share, cost.telling, cost.running) == (690, Fraction(1, 10), 1, 2)
    assert not cost.is_over


def test_where_every_process_says_its_hours_all_minutes_count() -> None:
    spent = {about: minutes for about, minutes in SPENT.items() if about[0] != "P2"}
    assert cost_of(spent, "2026-11", [TELLING], 10).share == Fraction(90, 600)


def test_where_none_does_there_is_no_share() -> None:
    assert cost_of(SPENT, "2026-11", [SILENT], 10).share is None
