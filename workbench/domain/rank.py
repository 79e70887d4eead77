"""Order among siblings as fractions written in letters, so that a move changes one record only.

A rank is a fraction between 0 and 1 in base 26 (`a` is 0, `n` is one half); it never ends in
`a`, so that there is always room before it.
"""

_BASE = 26
_WIDTH = 3


def _digits(rank: str) -> list[int]:
    return [ord(letter) - 97 for letter in rank]


def _letters(digits: list[int]) -> str:
    return "".join(chr(97 + digit) for digit in digits).rstrip("a")


def is_rank(text: str) -> bool:
    """The text is a rank: letters a to z, not ending in a."""
    return text.isascii() and text.isalpha() and text.islower() and not text.endswith("a")


def after(low: str) -> str:
    """A rank behind `low` that leaves room for thousands of others behind it."""
    digits = (_digits(low) + [0] * _WIDTH)[:_WIDTH]
    number = sum(digit * _BASE**place for place, digit in enumerate(reversed(digits))) + 1
    if number >= _BASE**_WIDTH:
        return low + "n"
    return _letters([number // _BASE**place % _BASE for place in reversed(range(_WIDTH))]) or "n"


def between(low: str, high: str | None) -> str:
    """A rank behind `low` ("" is the start) and before `high` (None is the end)."""
    if high is None:
        return after(low) if low else "n"
    lows, highs = _digits(low), _digits(high)
    result: list[int] = []
    for place in range(max(len(lows), len(highs)) + 1):
        left = lows[place] if place < len(lows) else 0
        right = highs[place] if highs and place < len(highs) else _BASE
        if left == right:
            result.append(left)
            continue
        if right - left > 1:
            return _letters([*result, (left + right) // 2])
        result.append(left)
        highs = []
    return _letters([*result, _BASE // 2])


def spread(number: int) -> list[str]:
    """As many ranks in order, evenly apart: for a whole list of siblings at once."""
    width = 1
    while _BASE**width < 4 * (number + 1):
        width += 1
    step = _BASE**width
    return [
        _letters([value // _BASE**place % _BASE for place in reversed(range(width))])
        for value in ((index + 1) * step // (number + 1) for index in range(number))
    ]


def run(low: str, high: str | None, number: int) -> list[str]:
    """As many ranks in order behind `low` and before `high`."""
    ranks: list[str] = []
    for _ in range(number):
        low = between(low, high)
        ranks.append(low)
    return ranks
