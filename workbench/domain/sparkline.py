"""Values drawn as a line of small bars."""

from collections.abc import Sequence

BARS = "▁▂▃▄▅▆▇█"
ASCII_BARS = "_.-=+*%#"


def sparkline(
    values: Sequence[float], width: int = 24, bars: str = BARS, between: tuple[float, float] | None = None
) -> str:
    """The values as one row of bars, the newest at the right; the same height where all are alike.

    They are drawn between their own lowest and highest, or `between` two that are given.
    """
    shown = list(values)[-width:]
    if not shown:
        return ""
    low, high = between or (min(shown), max(shown))
    if low == high:
        return bars[len(bars) // 2 - 1] * len(shown)
    return "".join(bars[max(0, min(int((value - low) / (high - low) * len(bars)), len(bars) - 1))] for value in shown)
