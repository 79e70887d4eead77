"""What a place of the oversight pane is made of where it lists dated records of one process."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, ClassVar

from textual.binding import Binding, BindingType

from workbench.domain.feedback import Feedback
from workbench.domain.organization import Organization
from workbench.domain.readings import Reading
from workbench.screens import dated_form
from workbench.screens.listing import Line
from workbench.screens.part_pane import PartPane, Wanted
from workbench.services.dated_kinds import INVESTIGATION, DatedKind
from workbench.services.investigating import looks_into, matter_of, under_way

Texts = Sequence[tuple[str, str]]


class RecordsPane(PartPane):
    """The records of one kind under their headings, the newest first, above all that is known of one.

    `groups` are the headings by the word that `group` gives a record; nothing is ever listed by a person.
    """

    kind: ClassVar[DatedKind]
    groups: ClassVar[Mapping[str, str]] = {"": ""}
    nothing: ClassVar[str]
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("a", "add", "Add", id="record.add", tooltip="Write down a new one"),
        Binding(
            "enter,e", "edit", "Write", id="record.edit", tooltip="All its fields; where nothing stands, a new one"
        ),
        Binding("d", "delete", "Delete", id="record.delete", tooltip="Take out one that is a mistake"),
    ]

    @property
    def records(self) -> Sequence[Any]:
        """The records of the process, the newest first."""
        return self.app.store.dated.of(self.kind.made, self.process.id)[::-1]

    @property
    def record(self) -> Any:
        """The record under the cursor, None for none."""
        return next((one for one in self.records if one.id == self.listing.chosen), None)

    def group(self, record: Any) -> str:
        """The word of the heading under which a record stands."""
        return ""

    def lines(self) -> Sequence[Line]:
        """The records under their headings."""
        return list(self._lines()) or [nothing_yet(self.nothing)]

    def _lines(self) -> Iterator[Line]:
        records = self.records
        for group, head in self.groups.items():
            found = [one for one in records if self.group(one) == group]
            if found and head:
                yield Line.of(f" {head}", kind="head")
            for one in found:
                yield Line(one.id, ((f" {one.id:<4} {one.on}  ", "quiet"), *self.told(one)))

    def told(self, record: Any) -> Iterator[tuple[str, str]]:
        """A record in one line: its parts, each a text and a kind."""
        raise NotImplementedError

    def text(self) -> tuple[str, Texts]:
        """All that is known of the record under the cursor, and who wrote it down."""
        record = self.record
        if record is None:
            return "", [("", self.nothing)]
        return record.id, [*self.known(record), ("quiet", noted(self.organization, record))]

    def known(self, record: Any) -> Iterator[tuple[str, str]]:
        """All that is known of a record."""
        raise NotImplementedError

    # Acts

    def action_add(self) -> None:
        """Write down a new one."""
        dated_form.open_form(self.app, self.process, self.kind)

    def action_edit(self) -> None:
        """Open the form of the record; where there is none, of a new one."""
        record = self.record
        dated_form.open_form(self.app, self.process, self.kind, record.id if record else "")

    def action_delete(self) -> None:
        """Ask, then take the record out."""
        if self.record:
            dated_form.delete(self.app, self.record.id, f"of {self.record.on}")

    def why_not(self, action: str) -> str:
        """Why a key does nothing now."""
        needs_one = self._shown and action not in ("add", "edit")
        return f"There is no {self.kind.word} here: a writes one." if needs_one and self.record is None else ""


def investigate(pane: PartPane, record: Reading | Feedback) -> None:
    """Go to the investigation of a record or of its matter; where nobody looks into it yet, begin one."""
    found = looks_into(pane.app.store, record) or under_way(pane.app.store, record)
    if found:
        pane.post_message(Wanted(f"investigations/{found.id}"))
        return
    owner = pane.process.owner or ""
    begun = {"name": matter_of(pane.process, record), "about": record.id, "who": owner}
    dated_form.open_form(pane.app, pane.process, INVESTIGATION, begun=begun, first="facts")


def nothing_yet(text: str) -> Line:
    """That nothing stands in a list; what can be done about it is said below."""
    return Line.of(f" {text.partition(':')[0]}.", kind="quiet")


def said(label: str, text: str) -> Iterator[tuple[str, str]]:
    """A text under its label, where there is one."""
    if text:
        yield "head", label
        yield "", text


def noted(organization: Organization, record: Any) -> str:
    """Who wrote a record down, and how long it took them."""
    by = f"noted by {organization.name_of(record.by)}" if record.by else ""
    took = f"{record.minutes} min" if record.minutes else ""
    return ", ".join(filter(None, (by, took)))
