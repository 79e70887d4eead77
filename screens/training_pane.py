"""The training for a process: what is to be learned, and who is how far with it."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import ClassVar

from textual.binding import Binding, BindingType

from workbench.domain.dates import Interval
from workbench.domain.engineering import gaps
from workbench.domain.ids import PersonId
from workbench.domain.process import Stage
from workbench.domain.training import Level, TrainingItem
from workbench.screens.choosing import new_person, person_of
from workbench.screens.listing import Line
from workbench.screens.part_form import delete, open_form
from workbench.screens.part_pane import PartPane
from workbench.screens.picker import Choice, Picker
from workbench.screens.safe import fit
from workbench.services import training
from workbench.services.checklist import checklist
from workbench.services.find import Finder
from workbench.services.parts import TRAINING

NAME, CELL = 18, 9
NEXT = {None: Level.SEE, Level.SEE: Level.DO, Level.DO: Level.TEACH, Level.TEACH: Level.SEE}
PERSON = "person/"
NOTHING = "Nothing to be learned is named yet: a adds it."


class TrainingPane(PartPane):
    """The items above a table of persons and items; in it the level as a word, and ! where it must be renewed."""

    is_fitted = True
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space", "level", "Level", id="training.level", tooltip="The next level: see, do, teach"),
        Binding("a", "add", "Add", id="training.add", tooltip="Something more to be learned"),
        Binding("enter,e", "edit", "Edit", id="training.edit", tooltip="Read and write the item"),
        Binding("w", "who", "Who", id="training.who", tooltip="Somebody more who learns it"),
        Binding("r", "renew", "Renewed", id="training.renew", tooltip="They have renewed it today"),
        Binding("x", "let_go", "Let go", id="training.let-go", tooltip="They no longer learn it"),
        Binding("d", "delete", "Delete", id="training.delete", tooltip="Delete the item; asks once more"),
        Binding("right,l", "column(1)", "Item right", show=False, id="training.right", tooltip="To the next item"),
        Binding("left,h", "column(-1)", "Item left", show=False, id="training.left", tooltip="To the item before"),
    ]

    def __init__(self, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id, classes)
        self._column = ""

    def title(self) -> str:
        """It is the training."""
        return "Training"

    def line_of(self, part: str) -> str:
        """A person's line."""
        return f"{PERSON}{part}"

    # What is under the cursor

    @property
    def item(self) -> TrainingItem | None:
        """The item under the cursor: that of its line, else that of its column."""
        items: Sequence[TrainingItem] = self.process.training
        wanted = self.listing.chosen if not self.person else self._column
        return next((item for item in items if item.id == wanted), items[0] if items else None)

    @property
    def person(self) -> PersonId:
        """The person under the cursor, "" on the line of an item."""
        chosen = self.listing.chosen
        return chosen.removeprefix(PERSON) if chosen.startswith(PERSON) else ""

    @property
    def people(self) -> list[PersonId]:
        """Whoever performs it, and whoever learns it beside."""
        learners = {learner.id for item in self.process.training for learner in item.learners}
        return sorted(self.process.performers | learners, key=self.organization.name_of)

    # What is shown

    def lines(self) -> Sequence[Line]:
        """The items, then a row for each person."""
        items: Sequence[TrainingItem] = self.process.training
        if not items:
            return [Line.of(f" {NOTHING}", kind="quiet"), *(self._row(person, []) for person in self.people)]
        shown = self._columns(items)
        heads = ((self._cell(item, item.id), "head") for item in shown)
        rows = [self._row(person, shown) for person in self.people]
        return [*map(self._headline, items), Line("", ((" " * NAME, ""), *heads)), *rows]

    def _columns(self, items: Sequence[TrainingItem]) -> Sequence[TrainingItem]:
        """As many items as there is room for, the one of the column among them."""
        room = max(1, (self.listing.wide - NAME) // CELL) if self.listing.wide else len(items)
        place = next((n for n, item in enumerate(items) if item.id == self._column), 0)
        first = max(0, min(place - room // 2, len(items) - room))
        return items[first : first + room]

    def _headline(self, item: TrainingItem) -> Line:
        holds = f"  {Interval.read(item.renewal).in_words()}" if item.renewal else ""
        return Line(item.id, ((f" {item.id} {item.name}", ""), (holds, "quiet")))

    def _row(self, person: PersonId, items: Sequence[TrainingItem]) -> Line:
        cells = ((self._cell(item, self._level(item, person)), self._kind(item, person)) for item in items)
        return Line(f"{PERSON}{person}", ((f" {fit(self.organization.name_of(person), NAME - 1)}", ""), *cells))

    def _cell(self, item: TrainingItem, word: str) -> str:
        """A cell; brackets stand about the column of the cursor."""
        return f"[{fit(word, CELL - 3)}] " if item.id == self._column else f" {fit(word, CELL - 2)} "

    def _level(self, item: TrainingItem, person: PersonId) -> str:
        learner = item.learner(person)
        if learner is None:
            return "-"
        return f"{learner.level or 'begun'}{'!' if item.is_over(learner, self._today) else ''}"

    def _kind(self, item: TrainingItem, person: PersonId) -> str:
        learner = item.learner(person)
        return "alarm" if learner and item.is_over(learner, self._today) else ""

    @property
    def _today(self) -> date:
        return self.app.today

    def text(self) -> tuple[str, Sequence[tuple[str, str]]]:
        """The item or the person's way through it, and what the gate still lacks."""
        item, person = self.item, self.person
        title = f"{item.id} {item.name}" if item else "training"
        about = [] if item is None else [*(self._of_person(item, person) if person else self._of_item(item))]
        asked = checklist(self.organization)
        lacking = gaps(asked, self.process, Stage.TRAINED, self._today)
        told = [("item", self.missed(gap)) for gap in lacking] or [("", "Nothing is lacking to be trained.")]
        return title, [*about, ("", ""), *([("head", "Lacking to be trained")] if lacking else []), *told]

    def _of_item(self, item: TrainingItem) -> Iterator[tuple[str, str]]:
        yield "", item.how or "How it is learned is not said yet: Enter writes it."
        teachers = [self.organization.name_of(x.id) for x in item.learners if x.level is Level.TEACH]
        yield "", f"Taught by {', '.join(teachers)}." if teachers else "Nobody teaches it yet."

    def _of_person(self, item: TrainingItem, person: PersonId) -> Iterator[tuple[str, str]]:
        name, learner = self.organization.name_of(person), item.learner(person)
        if learner is None:
            yield "", f"{name} does not learn it yet: Space notes that they have seen it."
            return
        version = f", on {learner.version}" if learner.version else ""
        level = f"{learner.level or 'begun'} since {learner.on or 'a day nobody noted'}{version}"
        yield "strong", f"{name}: {level}"
        if until := item.renewed_by(learner):
            over = "was to be renewed" if item.is_over(learner, self._today) else "to be renewed"
            yield "", f"{over} by {until}: r notes that it was"

    # Acts

    def action_column(self, step: int) -> None:
        """Go to the item beside, in the table."""
        items = [item.id for item in self.process.training]
        place = items.index(self._column) + step if self._column in items else 0
        self._column = items[max(0, min(place, len(items) - 1))] if items else ""
        self.draw()

    def draw(self) -> None:
        """Draw it anew; the column is that of the item whose line is under the cursor."""
        item = self.item
        self._column = item.id if item else ""
        super().draw()

    def action_level(self) -> None:
        """Note that the person has come a level further; behind teach it begins anew with see."""
        item, person = self.item, self.person
        if item and person:
            learner = item.learner(person)
            self._learn(item, person, NEXT[learner.level if learner else None])

    def action_renew(self) -> None:
        """Note that the person has renewed it today."""
        item, person = self.item, self.person
        learner = item.learner(person) if item else None
        if item and learner:
            self._learn(item, person, learner.level)

    def _learn(self, item: TrainingItem, person: PersonId, level: Level | None) -> None:
        if self.app.act(training.learn, self.process, item.id, person, level, self._today):
            name = self.organization.name_of(person)
            self.app.say(f"{name}: {item.id} {item.name}, {level or 'begun'} today.")
            self.listing.go(f"{PERSON}{person}")
            self.draw()

    def action_who(self) -> None:
        """Choose somebody more who learns the item."""
        item = self.item
        if item is None:
            return
        finder, people = Finder.of(self.organization), self.organization.people

        def search(text: str) -> Sequence[Choice]:
            found = [
                Choice(entry.label, entry.id, entry.note)
                for entry in finder.find(text, frozenset({"person"}))
                if not people[entry.id].team and not people[entry.id].left
            ]
            return [*found, *new_person(text)]

        def chosen(answer: str | None) -> None:
            person = person_of(self.app, answer) if answer else None
            if person and item.learner(person) is None:
                self._learn(item, person, None)

        question = f"Who learns {item.id} {item.name}?"
        self.app.push_screen(Picker(question, search, "a name; a new one makes a person"), chosen)

    def action_let_go(self) -> None:
        """Note that the person no longer learns the item."""
        item, person = self.item, self.person
        if item and self.app.act(training.let_go, self.process, item.id, person):
            self.app.say(f"{self.organization.name_of(person)} no longer learns {item.id}; u takes it back.")

    def action_add(self) -> None:
        """Write something more that is to be learned."""
        open_form(self.app, self.process, TRAINING, then=self.stand_on)

    def action_edit(self) -> None:
        """Read and write the item."""
        if self.item:
            open_form(self.app, self.process, TRAINING, self.item.id)

    def action_delete(self) -> None:
        """Delete the item, once the person has said so with another key."""
        if self.item:
            delete(self.app, self.process, TRAINING, self.item.id)

    def why_not(self, action: str) -> str:
        """Levels are of persons and items."""
        if self._shown is None or action not in ("level", "renew", "let_go", "edit", "who", "delete", "column"):
            return ""
        item, person = self.item, self.person
        if item is None:
            return NOTHING
        if action in ("level", "renew", "let_go") and not person:
            return "This is for a person: go down to one."
        if action in ("renew", "let_go") and item.learner(person) is None:
            return f"{self.organization.name_of(person)} does not learn {item.id} yet."
        return ""
