"""What waits, as the oversight pane holds it: whose it is, and found again by its key."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from workbench.domain.due import Due, folded
from workbench.domain.organization import Organization


def key_of(item: Due) -> str:
    """What tells one thing that waits from every other."""
    return f"{item.record} {item.kind} {item.about} {item.whose or ''} {item.what}"


@dataclass(frozen=True, slots=True)
class Waits:
    """What waits for everybody, for oneself first, each by its key; `mine` are the keys of one's own.

    Of these `alone` come from one's own journal and proposals: they are listed among one's own alone, where nobody
    else looks on.
    """

    items: dict[str, Due] = field(default_factory=dict[str, Due])
    mine: frozenset[str] = frozenset()
    alone: frozenset[str] = frozenset()

    @classmethod
    def of(cls, found: Sequence[Due], organization: Organization, me: str, besides: Sequence[Due] = ()) -> "Waits":
        """What was found to wait, as it is for a person; "" is nobody."""
        items = {key_of(item): item for item in (*besides, *folded(found))}
        alone = frozenset(map(key_of, besides))
        own = {key for key, item in items.items() if me and organization.answers_for(me, item.whose)} | alone
        ordered = {key: items[key] for key in (*(key for key in items if key in own), *items)}
        return cls(ordered, frozenset(own), alone)

    def keys(self, mine: bool) -> list[str]:
        """What is listed: one's own alone, or everything that everybody may see."""
        return [key for key in self.items if (key in self.mine if mine else key not in self.alone)]

    def in_short(self, mine: bool = False) -> str:
        """How much waits, and about how many minutes it takes; "" where nothing does."""
        found = [self.items[key] for key in self.keys(mine)]
        minutes = sum(item.minutes for item in found)
        return "" if not found else f"{len(found):,}, about {minutes:,} min" if minutes else f"{len(found):,}"
