"""Text before it is kept: what a person is writing, and where."""

from collections.abc import Mapping
from dataclasses import dataclass

ANSWER = "answer"  # the field of a question that has but one


@dataclass(frozen=True, slots=True)
class Writing:
    """One piece of writing: its place, its texts by field, and the texts that it began from.

    A place is told in words: its kind (a form, a name) and what it belongs to. `field` is where the cursor stands.
    """

    place: Mapping[str, str]
    title: str
    texts: Mapping[str, str]
    base: Mapping[str, str]
    field: str = ""

    @property
    def written(self) -> dict[str, str]:
        """The texts that are no longer what they began from."""
        return {name: text for name, text in self.texts.items() if text != self.base.get(name, "")}

    @property
    def in_full(self) -> str:
        """All that was written, with the names of the fields where there are several."""
        written = self.written
        if len(written) == 1:
            return next(iter(written.values()))
        return "\n\n".join(f"{name.replace('_', ' ')}\n{text}" for name, text in written.items())

    def is_at(self, place: Mapping[str, str]) -> bool:
        """It is written at this place."""
        return dict(self.place) == dict(place)

    def clashes(self, now: Mapping[str, str]) -> list[str]:
        """The fields in which something else stands now than what was seen, and than what was written."""
        seen = {name: (text, self.base.get(name, "")) for name, text in self.written.items()}
        return [name for name, known in seen.items() if now.get(name, "") not in known]
