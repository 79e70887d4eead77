"""How cells are coloured, and the fewest codes from one colouring to another (SGR, ECMA-48 8.3.117)."""

from functools import lru_cache
from typing import NamedTuple

DEFAULT_FG, DEFAULT_BG = "39", "49"
_OFF = {"1": "22", "2": "22", "3": "23", "4": "24", "5": "25", "6": "25", "7": "27", "8": "28", "9": "29", "21": "24"}
_SEEN_ON_BLANKS = frozenset({"4", "7", "9", "21", "53"})


class Ink(NamedTuple):
    """The colouring of a cell: its attributes, foreground and background as parameters of SGR; "" for a foreground
    that does not matter."""

    attributes: frozenset[str] = frozenset()
    fg: str = DEFAULT_FG
    bg: str = DEFAULT_BG

    @property
    def parameters(self) -> str:
        """It as the parameters of one complete SGR."""
        return ";".join([*sorted(self.attributes), self.fg or DEFAULT_FG, self.bg])

    @property
    def on_blank(self) -> "Ink":
        """The colouring as far as it is seen where nothing is written."""
        return self if self.attributes & _SEEN_ON_BLANKS else Ink(frozenset(), "", self.bg)


PLAIN = Ink()


@lru_cache(4096)
def ink(parameters: str) -> Ink:
    """The colouring that a complete SGR sets: "1;38;2;1;2;3;48;5;7" is bold with a foreground and a background."""
    attributes: set[str] = set()
    fg, bg = DEFAULT_FG, DEFAULT_BG
    codes = iter(parameters.split(";") if parameters else ())
    for code in codes:
        number = int(code or 0)
        if number == 0:
            attributes.clear()
            fg, bg = DEFAULT_FG, DEFAULT_BG
        elif number in (38, 48):
            kind = next(codes)
            colour = ";".join([code, kind, *(next(codes) for _ in range(3 if kind == "2" else 1))])
            fg, bg = (colour, bg) if number == 38 else (fg, colour)
        elif 30 <= number <= 39 or 90 <= number <= 97:
            fg = code
        elif 40 <= number <= 49 or 100 <= number <= 107:
            bg = code
        else:
            attributes.add(code)
    return Ink(frozenset(attributes), fg, bg)


@lru_cache(8192)
def change(pen: Ink | None, wanted: Ink) -> tuple[str, Ink]:
    """The shortest sequence that makes a pen (None: nothing is known of it) write as wanted, and the pen afterwards."""
    anew = Ink(wanted.attributes, wanted.fg or DEFAULT_FG, wanted.bg)
    reset = ["0", *sorted(anew.attributes), *_colour(anew.fg, DEFAULT_FG), *_colour(anew.bg, DEFAULT_BG)]
    if pen is None:
        return _sequence(reset), anew
    may_keep = not wanted.fg and not pen.attributes & _SEEN_ON_BLANKS
    kept = Ink(pen.attributes if may_keep else wanted.attributes, wanted.fg or pen.fg, wanted.bg)
    off = {_OFF.get(code, "") for code in pen.attributes - kept.attributes}
    on = {code for code in kept.attributes if code not in pen.attributes or _OFF.get(code) in off}
    step = [*sorted(off), *sorted(on), *_colour(kept.fg, pen.fg), *_colour(kept.bg, pen.bg)]
    if "" in off or len(";".join(step)) > len(";".join(reset)):
        return _sequence(reset), anew
    return _sequence(step) if step else "", kept


def _colour(wanted: str, pen: str) -> list[str]:
    return [] if wanted == pen else [wanted]


def _sequence(codes: list[str]) -> str:
    return f"\x1b[{'' if codes == ['0'] else ';'.join(codes)}m"
