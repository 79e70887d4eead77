"""The document of a process: the sheet as it stands and as it was published, and who has read which."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType

from workbench.domain.document import Version, has_read, latest, to_read
from workbench.domain.errors import WorkbenchError, count
from workbench.domain.folding import fold, matches
from workbench.domain.ids import ProcessId
from workbench.domain.organization import Organization
from workbench.domain.process import Process
from workbench.exchange.sheet_lines import told, told_difference
from workbench.screens.asking import as_seen, ask
from workbench.screens.clipboard import put_on_clipboard
from workbench.screens.dialogs import Choose
from workbench.screens.listing import Line
from workbench.screens.page_dialog import PageDialog
from workbench.screens.part_pane import PartPane
from workbench.screens.picker import Choice, Picker
from workbench.services import documenting

if TYPE_CHECKING:
    from workbench.screens.app import WorkbenchApp

Text = tuple[str, Sequence[tuple[str, str]]]

NOW, COMMENT = "now", "comment"
UNPUBLISHED = "There is no published version yet: p publishes the first."


class DocumentPane(PartPane):
    """The versions and their readers above the sheet."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("p", "publish", "Publish", id="document.publish", tooltip="Publish the sheet as a version"),
        Binding("s", "sign", "I read it", id="document.sign", tooltip="Say that you have read the latest version"),
        Binding("c", "compare", "Compare", id="document.compare", tooltip="What differs from another version, or now"),
        Binding("y", "copy", "Copy", id="document.copy", tooltip="Copy the sheet in Markdown; X writes it to a file"),
    ]

    def __init__(self, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id, classes)
        self._published = documenting.Published()
        self._read: tuple[tuple[Organization, ProcessId, str], Text] | None = None

    def title(self) -> str:
        """It is the document."""
        return "Document"

    def lines(self) -> Sequence[Line]:
        """The sheet as it stands, the versions from the latest on, and who has read which."""
        return [
            self._now(),
            *(self._version(version) for version in reversed(self.process.versions)),
            *self._readers(),
        ]

    def _now(self) -> Line:
        """The sheet of now, and how far it is from the version that holds."""
        changed, version = self._published.changed_since(self.app.store, self.process), latest(self.process.versions)
        if not changed or version is None:
            return Line.of(" as it stands now", NOW)
        since = f": {version.id} is out of date, {count(len(changed), 'field')} changed since; c compares"
        return Line(NOW, ((" as it stands now", ""), (since, "alarm")))

    def _version(self, version: Version) -> Line:
        by = self.organization.name_of(version.by)
        minor = "  minor" if version.minor else ""
        said = f"  {version.on or ''} {by}: {version.comment.partition(chr(10))[0]}"
        return Line(version.id, ((f" {version.id}{minor}", "strong"), (said, "")))

    def _readers(self) -> Iterator[Line]:
        """Whoever performs it, and who has read it beside."""
        process, wanted = self.process, to_read(self.process.versions)
        if wanted is None:
            yield Line.of(f" {UNPUBLISHED}", kind="quiet")
            return
        known = {reader.id: reader for reader in process.readers}
        yield Line.of(f" {wanted.id} is to be read", kind="head")
        for person in sorted(process.performers | known.keys(), key=self.organization.name_of):
            reader = known.get(person)
            holds = has_read(process.versions, reader)
            mark = self.app.glyphs.done if holds else self.app.glyphs.alarm
            read = f"read {reader.version} {reader.on or ''}".rstrip() if reader else "has not read it yet"
            more = "" if holds or reader is None else f", {wanted.id} not yet"
            said = f" {mark} {self.organization.name_of(person)}: {read}{more}"
            yield Line.of(said, f"reader/{person}", "" if holds else "alarm")

    def text(self) -> Text:
        """The sheet on whose line the cursor stands; the one of now beside a reader."""
        version = self._chosen
        of = self.organization, self.process.id, version.id if version else NOW
        if self._read is None or self._read[0] != of:
            self._read = of, self._told(version)
        return self._read[1]

    def _told(self, version: Version | None) -> Text:
        if version is None:
            return "the sheet of now", told(self._sheet(None))
        try:
            return f"the sheet as {version.id} had it", told(self._sheet(version))
        except WorkbenchError as error:
            return version.id, [("", version.comment), ("", ""), ("quiet", str(error))]

    @property
    def _chosen(self) -> Version | None:
        """The version under the cursor."""
        return next((version for version in self.process.versions if version.id == self.listing.chosen), None)

    def _sheet(self, version: Version | None) -> str:
        if version is None:
            return documenting.sheet_of(self.organization, self.process)
        return documenting.sheet_at(self.app.store, self.process, version)

    def why_not(self, action: str) -> str:
        """What has no version can be neither read nor compared."""
        needs_version = action in ("sign", "compare") and self._shown
        return UNPUBLISHED if needs_version and not self.process.versions else ""

    # Acts

    def action_publish(self) -> None:
        """Publish the sheet as a version: whether it must be read again, then its comment."""
        process, app = self.process, self.app
        if not process.versions:
            ask_comment(app, process, is_minor=False)
            return
        same = documenting.unchanged(app.store, process)
        answers = {"r": "it is to be read again", "m": "a minor edit: what people have read still holds"}
        question = f"{same} Publish it all the same?" if same else "How much is changed?"

        def answered(answer: str | None) -> None:
            if answer:
                ask_comment(app, process, is_minor=answer == "m")

        app.push_screen(Choose(question, answers), answered)

    def action_sign(self) -> None:
        """Say that whoever sits here has read the latest version."""
        changed = self.app.act(documenting.sign, self.process, self.app.today)
        if changed:
            self.app.say(f"You have read {changed.readers[-1].version}.")

    def action_compare(self) -> None:
        """Show what differs between the chosen version, else the latest, and another or now."""
        old = self._chosen or latest(self.process.versions)
        if old is None:
            return
        others = [version for version in self.process.versions if version is not old]
        if not others:
            self._compare(old, NOW)
            return
        listed = [Choice("now: as it stands", NOW)]
        listed += [Choice(f"{version.id}: {version.comment}", version.id) for version in reversed(others)]

        def search(text: str) -> Sequence[Choice]:
            return [choice for choice in listed if matches(fold(text).split(), fold(choice.label))]

        self.app.push_screen(
            Picker(f"Compare {old.id} with", search, "a version, or now"), lambda answer: self._compare(old, answer)
        )

    def _compare(self, old: Version, answer: str | None) -> None:
        if answer is None:
            return
        new = next((version for version in self.process.versions if version.id == answer), None)
        if new and self.process.versions.index(new) < self.process.versions.index(old):
            old, new = new, old
        try:
            lines = documenting.difference(self.app.store, self.process, old, new)
        except WorkbenchError as error:
            self.app.say(str(error), warns=True)
            return
        what = f"{old.id} and {new.id if new else NOW}"
        if lines:
            title = f"{self.process.id} {self.process.name}: {what}; - was, + came"
            self.app.push_screen(PageDialog(title, told_difference(lines)))
        else:
            self.app.say(f"Nothing differs between {what}.")

    def action_copy(self) -> None:
        """Offer the sheet that is shown to the clipboard, in Markdown."""
        try:
            self.app.say(put_on_clipboard(self.app, self._sheet(self._chosen)))
        except WorkbenchError as error:
            self.app.say(str(error), warns=True)


def ask_comment(app: "WorkbenchApp", process: Process, is_minor: bool) -> None:
    """Ask what a version is about, and publish it."""
    act, before = as_seen(app, process, documenting.publish), latest(process.versions)

    def keep(comment: str) -> str:
        version = act(comment, app.today, is_minor).versions[-1]
        rest = "what people have read still holds" if version.minor else "it is to be read: s says that you have"
        return f"{version.id} is published; {rest}."

    question = f"What was changed since {before.id}?" if before else "What is this first version about?"
    place = {"kind": COMMENT, "record": process.id, "minor": "yes" if is_minor else ""}
    ask(app, question, place, keep, hint="readers see it first")
