"""Vowel signs that stand beside their letter, as in Hindi, Burmese and Khmer, take a cell of their own.

The C library says so (wcwidth), and with it tmux, screen, xterm and most others; Rich draws them within the cell of
their letter, and what came next was written over them.
"""

import unicodedata
from functools import cache

from rich import cells
from rich.cells import CellTable

_rich_table = cells.load_cell_table  # type: ignore[attr-defined]


def give_cells() -> None:
    """Have Rich count them from now on. It leans on the name of Rich 15 by which its tables are looked up."""
    cells.load_cell_table = table  # type: ignore[attr-defined]
    cells.get_character_cell_size.cache_clear()
    cells.cached_cell_len.cache_clear()


@cache
def table(unicode_version: str = "auto") -> CellTable:
    """Rich's table of how wide characters are, but for these signs."""
    found: CellTable = _rich_table(unicode_version)
    spread: list[tuple[int, int, int]] = []
    for start, end, width in found.widths:
        if width or not any(is_vowel_sign(chr(one)) for one in range(start, end + 1)):
            spread.append((start, end, width))
        else:
            spread += ((one, one, int(is_vowel_sign(chr(one)))) for one in range(start, end + 1))
    return found._replace(widths=spread)


def is_vowel_sign(text: str) -> bool:
    """The text is one such sign (Unicode: a spacing combining mark)."""
    return len(text) == 1 and unicodedata.category(text) == "Mc"
