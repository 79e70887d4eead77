"""Who owns what, straight from the look-up table. Loads nothing that a plain look-up does not need."""

from collections.abc import Iterator

from workbench.domain.folding import fold, matches
from workbench.store import lookup
from workbench.store.lookup import Row


class Lookup:
    """The look-up table of a store, one row a line; a row is made to a value only when it is met."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._people: dict[str, Row | None] = {}
        self._processes: list[Row] = []

    def find(self, text: str) -> list[Row]:
        """What answers to a text: this id, else this code, else this place, else all in which its words stand."""
        wanted = text.strip().removeprefix("@")
        if not wanted:
            return []
        exact = list(self._with_field(wanted))
        for field in ("id", "code", "place"):
            if found := [row for row in exact if getattr(row, field) == wanted]:
                return found
        words = fold(wanted).split()
        return list(self._with_words(words)) or [row for row in self.processes() if row.id == wanted.upper()]

    def _with_field(self, value: str) -> Iterator[Row]:
        """The rows of which some field is just this."""
        mark, text = f"\t{value}\t", self._text
        at = text.find(mark)
        while at >= 0:
            end = text.find("\n", at)
            yield Row(text[text.rfind("\n", 0, at) + 1 : end].split("\t"))
            at = text.find(mark, end)

    def _with_words(self, words: list[str]) -> Iterator[Row]:
        """The rows by whose folded beginning all the words can be found."""
        text = self._text
        rarest = max(words, key=len, default="\n\n")
        at = text.find(rarest)
        while at >= 0:
            start, end = text.rfind("\n", 0, at) + 1, text.find("\n", at)
            if matches(words, text[start : text.find("\t", start)]):
                yield Row(text[start:end].split("\t"))
            at = text.find(rarest, end)

    def person(self, handle: str) -> Row | None:
        """The person or team with this handle."""
        if handle not in self._people:
            text = self._text
            found = (text.rfind(f"\t{kind}\t{handle}\t") for kind in ("person", "team", "left"))
            at = next((place for place in found if place >= 0), None)
            row = None if at is None else text[text.rfind("\n", 0, at) + 1 : text.find("\n", at)]
            self._people[handle] = Row(row.split("\t")) if row else None
        return self._people[handle]

    def processes(self) -> list[Row]:
        """Every process that runs, in the order of the chart."""
        if not self._processes:
            rows = (Row(line.split("\t")) for line in self._text.split("\n") if line)
            self._processes = [row for row in rows if row.is_process]
        return self._processes

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

        names = {line.partition("\t")[0]: Row(line.split("\t")) for line in self._text.split("\n") if line}
        by_word = {word: row for folded, row in names.items() for word in folded.split()}
        found = get_close_matches(fold(text), names, 3, 0.6) or get_close_matches(fold(text), by_word, 3, 0.7)
        return [f"{(names.get(name) or by_word[name]).id} {(names.get(name) or by_word[name]).name}" for name in found]


def opened(folder: str) -> Lookup | None:
    """The look-up table of a store; None when it must be made anew, by opening the store."""
    text = lookup.read(folder)
    return None if text is None else Lookup(text)


def of_lines(lines: list[str]) -> Lookup:
    """A look-up over lines that were made anew."""
    return Lookup("".join(f"{line}\n" for line in lines))
