"""The texts of entries as they are searched: folded once, when they are first looked into."""

import re
from collections.abc import Sequence
from typing import Any

from workbench.domain.folding import fold
from workbench.store.edits import Doc

_foreign = re.compile("[^\x00-\x7f]+")


def folded(text: str) -> str:
    """A long text as it is compared, blind to case and accents; only what is not ASCII is looked at closely."""
    return text.lower() if text.isascii() else _foreign.sub(lambda found: fold(found[0]), text.lower())


class Texts:
    """What stands in documents, folded; documents are never changed in place, so that one is folded once."""

    def __init__(self) -> None:
        self._known: dict[int, tuple[Doc, str]] = {}

    def hold(self, doc: Doc, words: Sequence[str]) -> bool:
        """Every word stands somewhere in the texts of a document."""
        known = self._known.get(id(doc))
        if known is None:
            known = self._known[id(doc)] = doc, folded("\n".join(_texts(doc)))
        text = known[1]
        return all(word in text for word in words)


def _texts(doc: Doc) -> list[str]:
    found = [str(doc.get("text", "")), *(f"#{tag}" for tag in doc.get("tags", ())), *doc.get("with_whom", ())]
    for parts in ("verdicts", "replies"):
        said: dict[str, Any] = doc.get(parts, {})
        found += [str(part.get("text", "")) for part in said.values()]
    return found
