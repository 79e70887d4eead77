"""How two texts compare: blind to case, accents and width. Loads nothing, since every look-up needs it."""

_UNMARKED: dict[str, str | int | None] = {
    "ł": "l",
    "ø": "o",
    "đ": "d",
    "ħ": "h",
    "ı": "i",
    "ŧ": "t",
    "æ": "ae",
    "œ": "oe",
}


def fold(text: str) -> str:
    """The text as it is compared: blind to case, accents and width."""
    if text.isascii():
        return text.lower()
    import unicodedata

    marked = unicodedata.normalize("NFKD", text.casefold())
    bare = "".join(c for c in marked if not unicodedata.combining(c))
    return bare.translate(str.maketrans(_UNMARKED))


def matches(words: list[str], folded: str) -> bool:
    """Every word stands somewhere in the folded text, in any order."""
    return all(word in folded for word in words)
