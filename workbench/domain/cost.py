"""What oversight costs: minutes by process and month, as a share of the work, against the cap that was set."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from workbench.domain.process import Process

Spent = Mapping[tuple[str, str], int]


@dataclass(frozen=True, slots=True)
class Cost:
    """The minutes of one month, in all and by process; customers do not pay for them.

    `hours` are the hours of work in a month in the `telling` ones of the `running` processes, those that say what
    they need; `told` are the minutes about these, all minutes where every process tells; `cap` is the share that the
    organization set, in percent.
    """

    month: str
    minutes: int
    by_process: Mapping[str, int]
    hours: Fraction
    told: int
    telling: int
    running: int
    cap: int | None

    @property
    def share(self) -> Fraction | None:
        """The share that oversight takes of the month's work, as far as the hours of it are known."""
        return Fraction(self.told, 60) / self.hours if self.hours else None

    @property
    def is_over(self) -> bool:
        """It takes more than the cap."""
        return self.cap is not None and self.share is not None and self.share * 100 > self.cap


def cost_of(spent: Spent, month: str, processes: Iterable[Process], cap: int | None) -> Cost:
    """What oversight cost in a month, written like 2026-11."""
    by_process = {process: minutes for (process, when), minutes in spent.items() if when == month}
    work = {process.id: sum((means.hours_a_month for means in process.means), Fraction(0)) for process in processes}
    telling = {process for process, hours in work.items() if hours}
    minutes = sum(by_process.values())
    of_telling = sum(by_process.get(process, 0) for process in telling)
    told = minutes if len(telling) == len(work) else of_telling
    return Cost(month, minutes, by_process, sum(work.values(), Fraction(0)), told, len(telling), len(work), cap)


def months_before(month: str, number: int) -> list[str]:
    """So many months up to this one, the earliest first."""
    year, at = (int(part) for part in month.split("-"))
    counted = (year * 12 + at - 1 - back for back in reversed(range(number)))
    return [f"{total // 12:04}-{total % 12 + 1:02}" for total in counted]
