"""One change of a space while it is put together."""

from typing import Any

from workbench.domain.ids import table_of
from workbench.domain.organization import Organization
from workbench.store.documents import to_doc
from workbench.store.edits import Doc, Edits, diff
from workbench.store.lines import Actor
from workbench.store.space import Space

_PARTS = ("coach", "engineer", "performers", "appointments")


class Change:
    """One change while it is put together: what stands now, and what shall stand instead."""

    def __init__(self, space: Space, organization: Organization, actor: Actor) -> None:
        self.organization, self.actor = organization, actor
        self.edits: Edits = {}
        self._space = space
        self._given: dict[str, int] = {}

    def put(self, before: Any, after: Any) -> None:
        """Let a record stand as `after` where the person saw `before`; None for what was not there or goes."""
        record = after or before
        if record:
            old = self._as_stored(record.id, to_doc(before)) if before else None
            self.edits |= diff(record.id, old, to_doc(after) if after else None)

    def _as_stored(self, record: str, seen: Doc) -> Doc:
        """The document that was seen, with those who had their parts before appointments that have begun.

        So the first change of a process after such a day writes down who has the part now.
        """
        stored = self._space.tables.get("processes", {}).get(record, {})
        if "appointments" not in stored:
            return seen
        ahead = to_doc(self.organization.processes[record]).get("appointments", {})
        begun = stored["appointments"].keys() - ahead.keys()
        if not begun or begun & seen.get("appointments", {}).keys():
            return seen
        return {**seen, **dict.fromkeys(_PARTS), **{name: stored[name] for name in _PARTS if name in stored}}

    def remove(self, record: str) -> None:
        """Let a record go, whatever stands in it."""
        doc = self._space.tables[table_of(record) or ""][record]
        self.edits |= {record: [doc, None]}

    def new_id(self, prefix: str) -> str:
        """An id that was never used."""
        last = self._given.get(prefix, self._space.fold.last.get(prefix, 0))
        self._given[prefix] = last + 1
        return f"{prefix}{last + 1}"

    def was_used(self, handle: str) -> bool:
        """The handle belongs to somebody, or did."""
        taken = self._space.tables["people"]
        return handle in taken or handle in self._space.fold.gone or handle in self.edits
