"""What waits, as the oversight pane holds it: whose it is, and found again by its key."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from workbench.domain.due import Due
from workbench.domain.organization import Organization


def key_of(item: Due) -> str:
    """What tells one thing that waits from every other."""
    return f"{item.record} {item.kind} {item.about} {item.whose or ''} {item.what}"


@dataclass(frozen=True, slots=True)
class Waits:
    """What waits for everybody, for oneself first, each by its key; `mine` are the keys of one's own."""

    items: dict[str, Due] = field(default_factory=dict[str, Due])
    mine: frozenset[str] = frozenset()

    @classmethod
    def of(cls, found: Sequence[Due], organization: Organization, me: str) -> "Waits":
        """What was found to wait, as it is for a person; "" is nobody."""
        items = {key_of(item): item for item in found}
        own = {key for key, item in items.items() if me and organization.answers_for(me, item.whose)}
        ordered = {key: items[key] for key in (*(key for key in items if key in own), *items)}
        return cls(ordered, frozenset(own))

    def keys(self, mine: bool) -> list[str]:
        """What is listed: everything, or one's own alone."""
        return [key for key in self.items if not mine or key in self.mine]

    def in_short(self, mine: bool = False) -> str:
        """How much waits, and about how many minutes it takes; "" where nothing does."""
        found = [self.items[key] for key in self.keys(mine)]
        minutes = sum(item.minutes for item in found)
        return "" if not found else f"{len(found)}, about {minutes} min" if minutes else str(len(found))
