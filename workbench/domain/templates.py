"""Templates: prompts under which an entry or a coaching session is written. They ask; nobody has to answer."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from workbench.domain.journal import EntryKind

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass(frozen=True, slots=True, kw_only=True)
class Template:
    """A set of prompts, one a line, with what an entry written on it is from the start.

    Those of one `rotation` take turns, each a day, where the rotation is asked for instead of one of them.
    """

    id: str
    name: str
    prompts: str = ""
    about: str = ""
    kind: EntryKind = EntryKind.NOTE
    lenses: frozenset[str] = frozenset()
    rotation: str = ""

    @property
    def asked(self) -> "Sequence[str]":
        """The prompts, one by one."""
        return [line.strip() for line in self.prompts.splitlines() if line.strip()]
