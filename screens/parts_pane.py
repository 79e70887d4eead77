"""What is listed for a process beside its steps: needs and their conflicts, best practices, what can go wrong."""

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container

from workbench.domain.answers import Met, Need, NeedConflict, Side
from workbench.domain.checklist import Question
from workbench.domain.document import Heading, Practice, Risk
from workbench.domain.organization import Organization
from workbench.domain.process import Process
from workbench.domain.records import said
from workbench.exchange.process_sheet import answer_rows
from workbench.screens import part_form
from workbench.screens.listing import Line, Listing
from workbench.screens.reading import Reading
from workbench.screens.safe import joined, lit
from workbench.services import engineering
from workbench.services.checklist import checklist
from workbench.services.parts import CONFLICT, NEED, PRACTICE, RISK, Kind, texts_of

if TYPE_CHECKING:
    from workbench.screens.app import WorkbenchApp

NEW = "+"


class PartsPane(Container):
    """The parts of one kind under their headings, and all that is known of the one under the cursor.

    `groups` are the headings by what stands in the field `grouped_by`; a heading with nothing under it
    can be stood on, so that the first can be written there.
    """

    app: "WorkbenchApp"

    kind: ClassVar[Kind]
    title: ClassVar[str]
    grouped_by: ClassVar[str] = ""
    groups: ClassVar[Mapping[str, str]] = {"": ""}
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("a", "add", "Add", id="parts.add", tooltip="Write a new one under this heading"),
        Binding("enter,e", "edit", "Write", id="parts.edit", tooltip="All its fields; where nothing stands, a new one"),
        Binding("d", "delete", "Delete", id="parts.delete", tooltip="Take out one that is a mistake"),
        Binding("escape", "leave", "Back", show=False, id="parts.leave", tooltip="Back to the questions"),
    ]

    def __init__(self, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self.listing = Listing(classes="parts")
        self.reading = Reading(classes="about")
        self.organization: Organization | None = None
        self.process: Process | None = None
        self._part = ""

    def compose(self) -> ComposeResult:
        """The list above what is known of its line."""
        yield self.listing
        yield self.reading

    @property
    def parts(self) -> Sequence[Any]:
        """The parts there are."""
        found: Sequence[Any] = getattr(self.process, self.kind.field) if self.process else ()
        return found

    @property
    def part(self) -> Any:
        """The part under the cursor, None for none."""
        return next((part for part in self.parts if part.id == self.listing.chosen), None)

    def show(self, organization: Organization, process: Process, part: str) -> None:
        """Show the parts of a process; `part` is the question they are listed for, or the heading that is meant."""
        is_new = self.process is None or self.process.id != process.id or part not in ("", self._part)
        self.organization, self.process = organization, process
        self._part = part if is_new else self._part
        self.border_title = lit(joined([self.title, f"{organization.label(process)} {process.name}".strip()]))
        self.listing.show(list(self._lines()))
        if is_new:
            self._begin()
        self._tell()
        self.refresh_bindings()

    def _begin(self) -> None:
        """Stand on the first line that the question asks for."""
        group = self._asked
        first = next((part.id for part in self.parts if self._group_of(part) == group), f"{NEW}{group}")
        self.listing.go(first)

    @property
    def _asked(self) -> str:
        """The group that is asked for, else the first."""
        asked = self._question.lists if self._question else self._part
        return asked if asked in self.groups else next(iter(self.groups))

    @property
    def _question(self) -> Question | None:
        """The question that asks for the parts, if one does."""
        questions = checklist(self.organization).questions if self.organization else ()
        return next((question for question in questions if question.id == self._part), None)

    def _group_of(self, part: Any) -> str:
        return str(getattr(part, self.grouped_by)) if self.grouped_by else ""

    def _lines(self) -> Iterator[Line]:
        for group, heading in self.groups.items():
            if heading:
                yield Line.of(f" {heading}", kind="head")
            found = [part for part in self.parts if self._group_of(part) == group]
            yield from (self._line(part) for part in found)
            if not found:
                yield Line.of(f"    no {self.kind.word} yet: a writes one", f"{NEW}{group}", "quiet")

    def _line(self, part: Any) -> Line:
        name, more, kind = self.told(part)
        return Line(part.id, ((f" {part.id:<3} {name}", ""), (f"  {more}" if more else "", kind)))

    def told(self, part: Any) -> tuple[str, str, str]:
        """A part in one line: its name, what else is said of it, and of what kind that is."""
        raise NotImplementedError

    @on(Listing.Moved)
    def _tell(self) -> None:
        part = self.part
        texts = [(said(name), text) for name, text in texts_of(self.kind, part).items() if text] if part else []
        self.reading.tell("", [*texts, ("", ""), *self._asked_for()], part.id if part else "")

    def _asked_for(self) -> Iterator[tuple[str, str]]:
        """The question that asks for the parts, and what else is written on it."""
        question = self._question
        if self.organization and self.process and question:
            yield "", question.question
            for name, text in answer_rows(self.organization, self.process, question):
                if name != "Need":
                    yield name.lower(), text
            yield "why", question.why
            yield "good", question.good

    # Acts

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Most needs a part."""
        return None if self.why_not(action) else True

    def why_not(self, action: str) -> str:
        """Why a key does nothing now."""
        needed = action not in ("add", "edit", "leave")
        return f"There is no {self.kind.word} here: a writes one." if needed and self.part is None else ""

    def action_add(self) -> None:
        """Write a new part under the heading on which the cursor stands."""
        if self.process:
            chosen = self.listing.chosen
            group = self._group_of(self.part) if self.part else chosen.removeprefix(NEW) if chosen else self._asked
            begun = {self.grouped_by: group} if self.grouped_by else {}
            part_form.open_form(self.app, self.process, self.kind, begun=begun, then=self._stand_on)

    def _stand_on(self, part: str) -> None:
        if self.listing.go(part):
            self._tell()
            self.refresh_bindings()

    def action_edit(self) -> None:
        """Open the form of the part; where there is none, of a new one."""
        if self.process and self.part:
            part_form.open_form(self.app, self.process, self.kind, self.part.id)
        else:
            self.action_add()

    def action_delete(self) -> None:
        """Ask, then take the part out."""
        if self.process and self.part:
            part_form.delete(self.app, self.process, self.kind, self.part.id)

    def action_leave(self) -> None:
        """Back to the questions."""
        self.screen.set_focus(self.screen.query_one("#agenda"))

    def set(self, **texts: str) -> bool:
        """Give fields of the part under the cursor other texts."""
        part, process = self.part, self.process
        return bool(part and self.app.act(engineering.set_part, process, self.kind, part.id, texts))


class NeedsPane(PartsPane):
    """What the customer and the company need, side by side, and how far the design meets it."""

    kind, title, grouped_by = NEED, "Needs", "side"
    groups: ClassVar[Mapping[str, str]] = {side: f"the {side} needs" for side in Side}
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("m", "judge", "Met", id="parts.met", tooltip="How far it is met: met, partly, not, not judged")
    ]

    def told(self, part: Need) -> tuple[str, str, str]:
        """A need, and how far it is met."""
        return part.name, part.met or "not judged yet", "alarm" if part.met is Met.NOT else "quiet"

    def action_judge(self) -> None:
        """Say how far the need is met: the next word, and none behind the last."""
        order = ("", *Met)
        need: Need | None = self.part
        if need:
            self.set(met=order[(order.index(need.met or "") + 1) % len(order)])


class ConflictsPane(PartsPane):
    """Needs that pull against each other, and how that is settled."""

    kind, title = CONFLICT, "Conflicts between needs"

    def told(self, part: NeedConflict) -> tuple[str, str, str]:
        """A conflict, and whether it is settled."""
        between = f"({', '.join(sorted(part.between))}) " if part.between else ""
        state = f"{self.app.glyphs.flow} {part.settled}".partition("\n")[0] if part.settled else "not settled"
        return part.name, f"{between}{state}", "quiet" if part.settled else "alarm"


class PracticesPane(PartsPane):
    """Best practices, under what they are good for."""

    kind, title, grouped_by = PRACTICE, "Best practices", "heading"
    groups: ClassVar[Mapping[str, str]] = {heading: f"to {heading}" for heading in Heading}
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("c", "confirm", "Confirmed", id="parts.confirm", tooltip="It was looked at today and still holds")
    ]

    def told(self, part: Practice) -> tuple[str, str, str]:
        """A practice, and when it was last confirmed."""
        return part.name, f"confirmed {part.confirmed}" if part.confirmed else "never confirmed", "quiet"

    def action_confirm(self) -> None:
        """Say that it holds today."""
        if self.part and self.set(confirmed=self.app.today.isoformat()):
            self.app.say(f"{self.part.id} {self.part.name}: confirmed today.")


class RisksPane(PartsPane):
    """What can go wrong, and what is done then."""

    kind, title = RISK, "What can go wrong"

    def told(self, part: Risk) -> tuple[str, str, str]:
        """A risk, and what is done then."""
        then = (
            f"{self.app.glyphs.flow} {part.response}".partition("\n")[0] if part.response else "nothing is said to do"
        )
        return part.name, then, "quiet" if part.response else "alarm"
