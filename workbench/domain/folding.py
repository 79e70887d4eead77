"""How two texts compare: blind to case, accents, width and unseen signs. Loads nothing: every look-up needs it."""

_UNSEEN = "\u00ad\u0640\u200b\u200c\u200d\u200e\u200f\u2060"  # hyphens and joins that a writer may leave out
_UNMARKED: dict[str, str | int | None] = dict.fromkeys(_UNSEEN) | {
    "ł": "l",
    "ø": "o",
    "đ": "d",
    "ħ": "h",
    "ı": "i",
    "ŧ": "t",
    "æ": "ae",
    "œ": "oe",
    "\u2010": "-",
    "\u2018": "'",
    "\u2019": "'",
    "\u201c": '"',
    "\u201d": '"',
}
_TABLE = str.maketrans(_UNMARKED)


def fold(text: str) -> str:
    """The text as it is compared: blind to case, accents, width, unseen signs and typeset quotes."""
    if text.isascii():
        return text.lower()
    import unicodedata

    marked = unicodedata.normalize("NFKD", text.casefold())
    bare = "".join(c for c in marked if not unicodedata.combining(c))
    return bare.translate(_TABLE)


def matches(words: list[str], folded: str) -> bool:
    """Every word stands somewhere in the folded text, in any order."""
    return all(word in folded for word in words)
