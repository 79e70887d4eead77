"""What oversight costs: minutes by process and month, as a share of the work, against the cap that was set."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from workbench.domain.process import Process

Spent = Mapping[tuple[str, str], int]


@dataclass(frozen=True, slots=True)
class Cost:
    """The minutes of one month, in all and by process; customers do not pay for them.

    `hours` are the hours of work in a month, as far as the processes say what they need; `share` is the minutes
    as a share of those, None where nobody says; `cap` is the share the organization set, in percent.
    """

    month: str
    minutes: int
    by_process: Mapping[str, int]
    hours: Fraction
    cap: int | None

    @property
    def share(self) -> Fraction | None:
        """The share of the month's work that oversight takes."""
        return Fraction(self.minutes, 60) / self.hours if self.hours else None

    @property
    def is_over(self) -> bool:
        """It takes more than the cap."""
        return self.cap is not None and self.share is not None and self.share * 100 > self.cap


def cost_of(spent: Spent, month: str, processes: Iterable[Process], cap: int | None) -> Cost:
    """What oversight cost in a month, written like 2026-11."""
    by_process = {process: minutes for (process, when), minutes in spent.items() if when == month}
    hours = sum((means.hours_a_month for process in processes for means in process.means), Fraction(0))
    return Cost(month, sum(by_process.values()), by_process, hours, cap)


def months_before(month: str, number: int) -> list[str]:
    """So many months up to this one, the earliest first."""
    year, at = (int(part) for part in month.split("-"))
    counted = (year * 12 + at - 1 - back for back in reversed(range(number)))
    return [f"{total // 12:04}-{total % 12 + 1:02}" for total in counted]
