"""The form of one record, which others may change, retire or delete while somebody writes in it."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from workbench.domain.dates import when
from workbench.domain.errors import Unexplained, WorkbenchError
from workbench.domain.organization import Organization
from workbench.domain.people import Profile
from workbench.domain.process import Process
from workbench.screens.clipboard import put_on_clipboard
from workbench.screens.dialogs import Choose
from workbench.screens.form import Field, Form
from workbench.screens.merge import Merge
from workbench.services import merging, revising, story
from workbench.services.revising import GoneMeanwhile, Record
from workbench.store.errors import ChangedElsewhere

if TYPE_CHECKING:
    from workbench.screens.app import WorkbenchApp
    from workbench.store.drafts import Draft

FORM = "form"


def place_of(record: Record) -> dict[str, str]:
    """Where a draft of a record's form belongs."""
    return {"kind": FORM, "record": record.id}


class RecordForm(Form):
    """The fields of a record; what others did to it meanwhile is told, and where it clashes, chosen field by field."""

    def __init__(
        self,
        app: "WorkbenchApp",
        record: Record,
        fields: Sequence[Field],
        first: str = "",
        draft: "Draft | None" = None,
    ) -> None:
        self._desk, self._seen = app, record
        texts = revising.texts_of(app.store.organization, record)
        place = place_of(record)
        super().__init__(_titled(record), fields, texts, self._revise, self._nobodys, first, place, draft)
        self.outcome = ""

    def on_mount(self) -> None:
        """Follow what others do to the record."""
        self.watch(self.app, "organization", self._others_did, init=False)

    def _nobodys(self, texts: Mapping[str, str]) -> Sequence[str]:
        return revising.strangers(self._desk.store.organization, texts)

    def _revise(self, texts: Mapping[str, str], making: bool) -> None:
        desk = self._desk
        kept = revising.revise(desk.store, desk.actor, self._seen, texts, making)
        self.outcome = f"kept {_titled(kept, 'it ')}{self._beside(kept)}"

    def _beside(self, kept: Record) -> str:
        """What others changed meanwhile at other fields."""
        touches = merging.touches(self._desk.store, kept, self._desk.store.position)
        return "".join(f"; {touch.named}, changed meanwhile by {touch.who}, stands too" for touch in touches)

    # What others did

    def _others_did(self, organization: Organization) -> None:
        if self.outcome:
            return
        store, today = self._desk.store, self._desk.today
        now = revising.current(organization, self._seen)
        if now is None:
            line = store.last_to_touch(self._seen.id)
            by = f"{story.who(line, organization)} deleted it at {when(line.moment, today)}" if line else "It is gone"
            self.tell(f"{by}. What you wrote stands here.")
            return
        touches = merging.touches(store, self._seen)
        self.tell("; ".join(f"{touch.who} changed {touch.named} at {when(touch.at, today)}" for touch in touches))

    # What stands in the way

    def stopped(self, error: WorkbenchError) -> None:
        """Let the person choose where others changed the same, or where the record has gone."""
        match error:
            case ChangedElsewhere():
                self._merge(error)
            case GoneMeanwhile():
                self._choose_for_the_gone(error)
            case Unexplained():
                self.told(f"{error} In the chart, @ asks for it.")
            case _:
                super().stopped(error)

    def _merge(self, error: ChangedElsewhere) -> None:
        store = self._desk.store
        now = revising.current(store.organization, self._seen)
        if now is None:
            self._choose_for_the_gone(GoneMeanwhile(self._seen, now))
            return
        fields, texts = merging.clashing(error), self.changed_texts()
        clashes = merging.clashes(store, self._seen, now, texts, fields)
        theirs = revising.texts_of(store.organization, now)

        def chosen(answer: Mapping[str, str] | None) -> None:
            if answer is None:
                self.told("Nothing was kept yet; everything you wrote stands here.")
                return
            self._seen = merging.rebased(self._seen, now, fields)
            for field in texts.keys() & set(fields):
                self.put(field, answer.get(field, theirs[field]), theirs[field])
            if not self.changed_texts():
                self.outcome = "Theirs stands; there was nothing else to keep."
                self._close(False)
            else:
                self.action_keep()

        if clashes:
            self.app.push_screen(Merge(clashes, [name for name in texts if name not in fields]), chosen)
        else:
            chosen({})

    def _choose_for_the_gone(self, error: GoneMeanwhile) -> None:
        on_it = {"k": "keep it on the retired one"} if error.now else {}
        answers = {"n": "keep it as a new one", **on_it, "c": "copy what I wrote", "d": "drop it"}

        def chosen(answer: str | None) -> None:
            match answer:
                case "n":
                    self._write_anew()
                case "k" if isinstance(self._seen, Process) and isinstance(error.now, Process):
                    self._seen = merging.rebased(self._seen, error.now, ["retired"])
                    self.action_keep()
                case "c":
                    written = "\n".join(f"{name}: {text}" for name, text in self.changed_texts().items())
                    self.told(put_on_clipboard(self.app, written))
                case "d":
                    self._close(False)
                case _:
                    self.told(str(error))

        self.app.push_screen(Choose(str(error), answers), chosen)

    def _write_anew(self) -> None:
        desk = self._desk
        try:
            made = revising.write_anew(desk.store, desk.actor, self._seen, self.texts)
        except WorkbenchError as error:
            self.told(str(error))
            return
        self.outcome = f"added {_titled(made)}"
        self._close(True)


def _titled(record: Record, of_all: str = "") -> str:
    """A record as its form is called."""
    return f"{of_all}{record.name}" if isinstance(record, Profile) else f"{record.id} {record.name}"
