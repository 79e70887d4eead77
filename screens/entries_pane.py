"""Views of a journal that list entries, with everything that is done with one."""

from collections.abc import Sequence
from typing import ClassVar

from rich.cells import cell_len
from textual.binding import Binding, BindingType

from workbench.domain.errors import WorkbenchError
from workbench.domain.journal import MARKS, Entry
from workbench.screens import entry_page, entry_writing, session_page
from workbench.screens.dialogs import Choose
from workbench.screens.journal_pane import JournalPane
from workbench.screens.listing import Line
from workbench.screens.part_pane import Wanted
from workbench.screens.safe import fit
from workbench.services import coaching, journal, sharing

MIDDLE = 3
EMPTY = "a starts today's reflection; only you can read it."


class EntriesPane(JournalPane):
    """A list of entries of one's own beside the one under the cursor."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,e", "write", "Write on", id="entries.write", tooltip="Write on in the entry"),
        Binding("asterisk", "star", "Star", id="entries.star", tooltip="Put a star on it, or take it off"),
        Binding("t", "tie('tags')", "Tags", id="entries.tags", tooltip="Its tags; #tag in its text is one too"),
        Binding("o", "tie('process')", "About", id="entries.about", tooltip="What it is, and what it is tied to"),
        Binding("P", "readers", "Who reads", id="entries.readers", tooltip="Share it, or end that"),
        Binding("v", "verdict", "Verdict", id="entries.verdict", tooltip="How it looks by now"),
        Binding("r", "again", "Look again", id="entries.again", tooltip="A later entry on it; an answer, if shared"),
        Binding("E", "edit_outside", "Editor", show=False, id="entries.editor", tooltip="In your own editor"),
        Binding("right", "energy(1)", "Energy +", show=False, id="entries.energy-up", tooltip="It gave you energy"),
        Binding(
            "left",
            "energy(-1)",
            "Energy -",
            show=False,
            id="entries.energy-down",
            tooltip="It took energy; below 1 nothing is noted",
        ),
        Binding("d", "delete", "Delete", show=False, id="entries.delete", tooltip="Delete it for good; asks once"),
    ]

    @property
    def entry(self) -> Entry | None:
        """The entry of one's own under the cursor."""
        if not self.listing.chosen or "/" in self.listing.chosen or self.trouble:
            return None
        try:
            return journal.entry_of(self.app.store, self.me, self.listing.chosen)
        except WorkbenchError:
            return None

    def empty(self) -> str:
        """What to do first."""
        return "Nothing is written yet."

    def help(self) -> Sequence[tuple[str, str]]:
        """How it begins."""
        return [("", EMPTY)]

    def line(self, record: str) -> Line:
        """An entry: its day, its star, what it says first, its tags."""
        store, me = self.app.store, self.me
        try:
            if is_session(record):
                one = coaching.session_of(store, me, record)
                return Line.of(f" {one.on} with {self.organization.name_of(coaching.other_of(one, me.by))}", record)
            entry = sharing.shared_entry(store, me.by, record) if "/" in record else journal.own(store, me).get(record)
        except WorkbenchError:
            return Line(record, ((f" {record} ", ""), ("cannot be read", "alarm")))
        wide, said = self.listing.wide, self.called(entry)
        if "/" in record:
            return entry_line(record, entry, wide, str(entry.on), said=said)
        is_shared = sharing.is_shared(store, me, record)
        return entry_line(record, entry, wide, f"{entry.on:%d %a}", "  shared" if is_shared else "", said)

    def called(self, entry: Entry) -> str:
        """What stands in the line of an entry."""
        return entry.title

    def read(self) -> tuple[str, Sequence[tuple[str, str]]]:
        """The entry under the cursor."""
        store, me, record = self.app.store, self.me, self.listing.chosen
        if is_session(record):
            one = coaching.session_of(store, me, record)
            return session_page.title(one), list(session_page.page(store, me, one))
        if "/" in record:
            entry = sharing.shared_entry(store, me.by, record)
            return entry_page.title(entry), list(entry_page.shared_page(store, me, entry))
        entry = journal.entry_of(store, me, record)
        sharing.read(store, me, entry)
        return entry_page.title(entry), list(entry_page.own_page(store, me, entry, self.app.glyphs))

    # Acts

    def action_write(self) -> None:
        """Write on in it; what is somebody else's is answered, a session gone to."""
        record = self.listing.chosen
        if self.entry:
            entry_writing.write_on(self.app, self.entry)
        elif is_session(record):
            self.post_message(Wanted(f"sessions/{record}"))
        elif record:
            entry_writing.reply(self.app, record)

    def action_again(self) -> None:
        """Write a later entry on it; what is somebody else's is answered."""
        if self.entry:
            entry_writing.write(self.app, reconsiders=self.entry)
        else:
            self.action_write()

    def action_readers(self) -> None:
        """Share it, or end that."""
        from workbench.screens import entry_sharing

        if self.entry:
            entry_sharing.choose(self.app, self.entry)

    def action_verdict(self) -> None:
        """Say how it looks by now."""
        from workbench.screens import reconsidering_asked

        if self.entry:
            reconsidering_asked.ask(self.app, self.entry)

    def action_edit_outside(self) -> None:
        """Write on in it in one's own editor."""
        if self.entry:
            entry_writing.edit_outside(self.app, self.entry)

    def action_star(self) -> None:
        """Put a star on it, or take it off."""
        if self.entry and (changed := self.app.act(journal.starred, self.entry.id)):
            self.app.say(f"{changed.id} {'has a star' if changed.star else 'has no star any more'}")

    def action_tie(self, field: str) -> None:
        """Say what it is, and what it is tied to."""
        from workbench.screens import entry_form

        if self.entry:
            entry_form.open_form(self.app, self.entry, field)

    def action_energy(self, step: int) -> None:
        """Say how much energy it gave or took."""
        entry = self.entry
        if entry is None:
            return
        energy = (entry.energy or MIDDLE) + step
        if energy > max(MARKS):
            return
        text = str(energy) if energy in MARKS else ""
        if self.app.act(journal.set_fields, entry.id, {"energy": text}, self.app.now):
            said = f"{energy} of 5, in your own journal alone" if text else "is not noted any more"
            self.app.say(f"{entry.id}: energy {said}")

    def action_delete(self) -> None:
        """Ask once, and delete it for good."""
        entry = self.entry
        if entry is None:
            return
        told = "It goes from your journal, its history and its backups"
        shared = ", and so does the copy that others read" if entry.shared else ""
        question = (
            f"Delete {entry.id} “{fit(entry.title, 30).strip()}” for good? {told}{shared}. Nothing brings it back."
        )
        self.app.push_screen(Choose(question, {"x": "delete it for good"}), lambda answer: self._deleted(entry, answer))

    def _deleted(self, entry: Entry, answer: str | None) -> None:
        if answer and self.app.act(journal.delete, [entry.id]):
            self.app.say(f"{entry.id} is gone for good")

    def why_not(self, action: str) -> str:
        """Without an entry nothing can be done with one; to what is somebody else's only an answer."""
        if not self.is_mounted or self.entry:
            return ""
        if not self.listing.chosen:
            return "No entry stands under the cursor. a writes one."
        return "" if action in ("write", "again") else "Only its writer can do that. r answers."


def is_session(record: str) -> bool:
    """What is named is a coaching session, not an entry."""
    return "/W" in record


def entry_line(record: str, entry: Entry, wide: int, when: str, readers: str = "", said: str = "") -> Line:
    """A line of an entry, when it was first; that others read it stands beside its title."""
    star = "*" if entry.star else " "
    tags = "".join(f" #{tag}" for tag in sorted(entry.tags))
    room = max(8, wide - len(when) - len(readers) - 5)
    said = fit(said or entry.title, room).rstrip()
    more = f"{readers} {tags}" if tags and cell_len(said) < room - 3 else readers
    return Line(record, ((f" {when} ", "quiet"), (f"{star} ", "strong"), (said, ""), (more, "quiet")))
