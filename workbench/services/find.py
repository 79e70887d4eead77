"""Finding anything as one types: words in any order, blind to case and accents, forgiving a slip."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from workbench.domain.folding import fold
from workbench.domain.organization import Organization

SHOWN = 50
RANKED = 400


@dataclass(frozen=True, slots=True)
class Entry:
    """Something that can be found: its kind (process, person, customer, tag), its id, how it is shown."""

    kind: str
    id: str
    label: str
    note: str = ""


class Finder:
    """Everything in an organization that can be found by typing."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self._entries = list(entries)
        self._folded = [" " + fold(f"{entry.label} {entry.id}") for entry in self._entries]
        self._letters: list[frozenset[str]] | None = None
        self._having: dict[str, list[int]] = {}

    @classmethod
    def of(cls, organization: Organization) -> "Finder":
        """A finder over all of an organization."""
        return cls([*_processes(organization), *_people(organization), *_customers(organization), *_tags(organization)])

    def find(self, text: str, kinds: frozenset[str] = frozenset(), limit: int = SHOWN) -> list[Entry]:
        """The best entries for a text: all its words; else its letters in order; else what is spelled nearly so."""
        words = fold(text).split()
        places = [n for n, entry in enumerate(self._entries) if not kinds or entry.kind in kinds]
        if not words:
            return [self._entries[n] for n in places[:limit]]
        found = self._with_words(words, places)
        if len(found) < 5 and len(words) == 1:
            met = set(found)
            found += [n for n in self._with_letters(words[0], places) if n not in met]
        return [self._entries[n] for n in (found or self._alike("".join(words), places))[:limit]]

    def _with_words(self, words: Sequence[str], places: Sequence[int]) -> list[int]:
        folded, hits = self._folded, places
        for word in words:
            hits = [n for n in hits if word in folded[n]]
        if len(hits) > RANKED:
            begun = f" {words[0]}"
            hits = [n for n in hits if begun in folded[n]][:RANKED] or hits[:RANKED]
        return sorted(hits, key=lambda n: (_distance(folded[n], words), len(folded[n]), n))

    def _with_letters(self, letters: str, places: Sequence[int]) -> list[int]:
        """The entries in which the letters stand in order, those where they stand close first."""
        if self._letters is None:
            self._letters = [frozenset(folded) for folded in self._folded]
        known, wanted = self._letters, frozenset(letters)
        spans = ((_span(self._folded[n], letters), n) for n in places if wanted <= known[n])
        return [n for _, n in sorted((span, n) for span, n in spans if 0 < span <= 3 * len(letters) + 4)]

    def _alike(self, text: str, places: Sequence[int]) -> list[int]:
        """The entries that share most pairs of letters with the text: what a slip of the fingers meant."""
        wanted = _pairs(text)
        if not wanted:
            return []
        if not self._having:
            for n, folded in enumerate(self._folded):
                for pair in _pairs(folded.replace(" ", "")):
                    self._having.setdefault(pair, []).append(n)
        shared: Counter[int] = Counter()
        for pair in wanted:
            shared.update(self._having.get(pair, []))
        enough, meant = 0.6 * len(wanted), frozenset(places)
        near = [(-number, n) for n, number in shared.items() if number >= enough and n in meant]
        return [n for _, n in sorted(near)]


def _distance(folded: str, words: Sequence[str]) -> int:
    """How far the words stand from the beginning of a word; nothing is nearer than a code written whole."""
    if folded.startswith(f" {words[0]} "):
        return -1
    return sum(0 if f" {word}" in folded else 2 for word in words) + (not folded.startswith(f" {words[0]}"))


def _span(folded: str, letters: str) -> int:
    """Over how many characters the letters stand in order, 0 when they do not."""
    start = at = folded.find(letters[0])
    for letter in letters[1:]:
        if at < 0:
            return 0
        at = folded.find(letter, at + 1)
    return at - start + 1 if at >= 0 else 0


def _pairs(text: str) -> frozenset[str]:
    return frozenset(text[n : n + 2] for n in range(len(text) - 1))


def _processes(organization: Organization) -> Iterable[Entry]:
    for process in organization.running():
        label = f"{organization.label(process)} {process.name}"
        yield Entry("process", process.id, label, organization.name_of(process.owner) or "nobody")
    for process in organization.processes.values():
        if process.retired:
            yield Entry("process", process.id, process.name, f"retired {process.retired}")


def _people(organization: Organization) -> Iterable[Entry]:
    for person in organization.people.values():
        note = "team" if person.team else f"left {person.left}" if person.left else person.contact
        yield Entry("person", person.id, f"@{person.id} {person.name}", note)


def _customers(organization: Organization) -> Iterable[Entry]:
    for customer in organization.customers.values():
        yield Entry("customer", customer.id, customer.name, "customer inside" if customer.inside else "customer")


def _tags(organization: Organization) -> Iterable[Entry]:
    tags: dict[str, int] = {}
    for process in organization.running():
        for tag in process.tags:
            tags[tag] = tags.get(tag, 0) + 1
    for tag in sorted(tags):
        yield Entry("tag", tag, f"#{tag}", f"{tags[tag]}")
