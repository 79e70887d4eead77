"""Who owns what, straight from the look-up table. Loads nothing that a plain look-up does not need."""

from workbench.domain.folding import fold, matches
from workbench.store import lookup
from workbench.store.lookup import Row


class Lookup:
    """The rows of a store's look-up table, made to values only when they are met."""

    def __init__(self, lines: list[str]) -> None:
        self._lines = lines
        self._people: dict[str, Row | None] = {}

    def find(self, text: str) -> list[Row]:
        """What answers to a text: this id, else this code, else this place, else all in which its words stand."""
        wanted = text.removeprefix("@")
        exact = [Row(line.split("\t")) for line in self._lines if f"\t{wanted}\t" in line]
        for field in ("id", "code", "place"):
            if found := [row for row in exact if getattr(row, field) == wanted]:
                return found
        words = fold(text).split()
        return [Row(line.split("\t")) for line in self._lines if words and matches(words, line.partition("\t")[0])]

    def person(self, handle: str) -> Row | None:
        """The person or team with this handle."""
        if handle not in self._people:
            mark = f"\t{handle}\t"
            rows = (Row(line.split("\t")) for line in self._lines if mark in line)
            self._people[handle] = next((row for row in rows if row.id == handle and not row.is_process), None)
        return self._people[handle]

    def processes(self) -> list[Row]:
        """Every process that runs, in the order of the chart."""
        return [row for line in self._lines if (row := Row(line.split("\t"))).is_process]

    def named(self, owner: str) -> str:
        """A person's name, the bare handle for one who is not known."""
        row = self.person(owner) if owner else None
        return row.name if row else owner

    def is_unowned(self, row: Row) -> bool:
        """Nobody answers for the process: no owner, or one who has left."""
        owner = self.person(row.owner) if row.owner else None
        return owner is None or owner.kind == "left"

    def answers_for(self, person: str, owner: str) -> bool:
        """The person is that owner, or a member of the team that is."""
        team = self.person(owner) if owner and owner != person else None
        return bool(owner) and (person == owner or (team is not None and person in team.performers.split(",")))

    def near(self, text: str) -> list[str]:
        """Names that a mistyped one may have meant."""
        from difflib import get_close_matches

        names = {line.partition("\t")[0]: Row(line.split("\t")) for line in self._lines}
        by_word = {word: row for folded, row in names.items() for word in folded.split()}
        found = get_close_matches(fold(text), names, 3, 0.6) or get_close_matches(fold(text), by_word, 3, 0.7)
        return [f"{(names.get(name) or by_word[name]).id} {(names.get(name) or by_word[name]).name}" for name in found]


def opened(folder: str) -> Lookup | None:
    """The look-up table of a store; None when it must be made anew, by opening the store."""
    lines = lookup.read(folder)
    return None if lines is None else Lookup(lines)


def of_lines(lines: list[str]) -> Lookup:
    """A look-up over lines that were made anew."""
    return Lookup(lines)
