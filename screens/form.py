"""A form: the fields of one record, each completed from what is known, kept as one change."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar, TypeVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.screen import ModalScreen
from textual.suggester import Suggester
from textual.widgets import Input, Label, TextArea

from workbench.domain.errors import BadInput, WorkbenchError
from workbench.domain.folding import fold
from workbench.domain.records import said
from workbench.domain.writing import Writing
from workbench.screens.dialogs import Choose
from workbench.screens.lines import KeyLine, SentenceLine
from workbench.screens.long_text import LongText
from workbench.screens.one_line import OneLine
from workbench.screens.safe import joined, lit

if TYPE_CHECKING:
    from workbench.screens.app import WorkbenchApp
    from workbench.store.drafts import Draft

Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a form: name in the record, what is asked, whether long, what completes it, what it is called.

    What completes it may hang on what is written in the others, as `among` is told.
    """

    name: str
    hint: str = ""
    long: bool = False
    known: Callable[[], Sequence[str]] | None = None
    parted_by: str = ""
    label: str = ""
    among: Callable[[Mapping[str, str]], Sequence[str]] | None = None


def beside(label: str, read: Callable[[], Value]) -> Value:
    """What is read in a field; what stands in the way is said beside what the field is called. Raises BadInput."""
    try:
        return read()
    except WorkbenchError as error:
        raise BadInput(f"{label[:1].upper()}{label[1:]}: {error}") from None


class Completion(Suggester):
    """Completes what is being written from what is known: the last of several, where they are parted."""

    def __init__(self, known: Callable[[], Sequence[str]], parted_by: str) -> None:
        super().__init__(use_cache=False, case_sensitive=True)
        self._known, self._parted_by = known, parted_by

    async def get_suggestion(self, value: str) -> str | None:
        """The text with its last part completed."""
        start, found, last = value.rpartition(self._parted_by) if self._parted_by else ("", "", value)
        begun = last.lstrip()
        if not begun:
            return None
        space = last[: len(last) - len(begun)]
        names = (name for name in self._known() if name != begun and fold(name).startswith(fold(begun)))
        name = next(names, None)
        return None if name is None else f"{start}{found}{space}{name}"


class Fields(VerticalScroll, inherit_bindings=False):
    """The fields below each other; the arrows go from one to the next instead of scrolling."""


class Form(ModalScreen[bool]):
    """The fields of a record to be read and written. Ctrl+S keeps them, Esc keeps them too when they changed.

    `keep` is called with the texts and whether new names may be made records; it raises what stands
    in the way, which is said, and the form stays open with everything in it. What is written is saved as
    a draft of `place`; `draft` is one that is gone on with. `about` stays in sight above the fields.
    """

    app: "WorkbenchApp"

    CSS_PATH = "form.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "keep", "Keep", id="form.keep", tooltip="Keep what is written, and close", priority=True),
        Binding("escape", "leave", "Close", id="form.close", tooltip="Close; asks when something was written"),
        Binding("down", "step(1)", "Next field", show=False, id="form.next", tooltip="To the next field"),
        Binding("up", "step(-1)", "Field before", show=False, id="form.before", tooltip="To the field before"),
        Binding("f3", "edit_outside", "Editor", id="form.editor", tooltip="A long field in your own editor"),
        Binding("f4", "enlarge", "Large", id="form.enlarge", tooltip="The field over the whole screen, and back"),
    ]

    def __init__(
        self,
        title: str,
        fields: Sequence[Field],
        texts: Mapping[str, str],
        keep: Callable[[Mapping[str, str], bool], Any],
        strangers: Callable[[Mapping[str, str]], Sequence[str]],
        first: str = "",
        place: Mapping[str, str] | None = None,
        draft: "Draft | None" = None,
        about: Sequence[str] = (),
    ) -> None:
        super().__init__()
        self._about = about
        self._title, self._fields, self._keep, self._strangers = title, fields, keep, strangers
        self._before = {field.name: texts.get(field.name, "") for field in fields}
        self._place, self._draft = place, draft
        self._boxes: dict[str, Input | TextArea] = {}
        self._in: str = first or fields[0].name

    def compose(self) -> ComposeResult:
        """A label and a field for each."""
        with Vertical(id="form"):
            yield from (Label(lit(text), classes="form-about") for text in self._about if text)
            with Fields(id="form-fields", can_focus=False):
                for field in self._fields:
                    yield Label(lit(field.label or said(field.name)), id=f"label-{field.name}", classes="form-label")
                    self._boxes[field.name] = self._widget(field)
                    yield self._boxes[field.name]
            yield Label("", id="form-trouble", markup=False)
            yield Label("", id="form-news", markup=False)
        yield SentenceLine()
        yield KeyLine(("form.keep", "form.close", "form.editor", "form.enlarge"))

    def _widget(self, field: Field) -> Input | TextArea:
        text = self._begun.get(field.name, self._before[field.name])
        if field.long:
            return LongText(text, self.action_step, id=f"field-{field.name}")
        return OneLine(text, id=f"field-{field.name}", compact=True, suggester=self._completion(field))

    def _completion(self, field: Field) -> Completion | None:
        if among := field.among:
            return Completion(lambda: among(self.texts), field.parted_by)
        if field.known:
            known = field.known()
            return Completion(lambda: known, field.parted_by)
        return None

    def on_mount(self) -> None:
        """Begin at the field that was asked for."""
        form = self.query_one("#form", Vertical)
        form.border_title = lit(self._title)
        completes = "→ completes" if any(field.known or field.among for field in self._fields) else ""
        form.border_subtitle = lit(joined([completes, "Tab: the next field" if len(self._fields) > 1 else ""]))
        self._boxes[self._in].focus()
        if self._place:
            self.app.drafts.begin(self, self._draft)
        if self._draft:
            self._say_clashes(self._draft.writing)
            box = self._boxes[self._in]
            if isinstance(box, TextArea):
                box.move_cursor(box.document.end)

    @property
    def _begun(self) -> dict[str, str]:
        return self._draft.writing.written if self._draft else {}

    def _say_clashes(self, begun: Writing) -> None:
        """Say what stands now where something else was written."""
        names = begun.clashes(self._before)
        if names:
            now = self._before[names[0]]
            others = f", and {joined(names[1:])} too" if names[1:] else ""
            self.told(f"{names[0]} was changed meanwhile{others}: it is now “{now}”. Ctrl+S keeps what you wrote.")

    @property
    def writing(self) -> Writing | None:
        """What is written in the fields."""
        if self._place is None or len(self._boxes) < len(self._fields):
            return None
        return Writing(self._place, self._title, self.texts, self._before, self._in)

    def told(self, sentence: str) -> None:
        """Say something under the fields."""
        self.query_one("#form-trouble", Label).update(lit(sentence))

    def _close(self, kept: bool) -> None:
        """Be gone, and the draft with it."""
        self.app.drafts.done(self)
        self.dismiss(kept)

    def on_descendant_focus(self) -> None:
        """Say what the field wants."""
        self._show_hint()

    def _show_hint(self) -> None:
        name = (self.focused.id or "").removeprefix("field-") if self.focused else ""
        self._in = name if name in self._boxes else self._in
        for label in self.query(".form-label"):
            label.set_class(label.id == f"label-{name}", "-here")
        hint = next((field.hint for field in self._fields if field.name == name), "")
        self.query_one(SentenceLine).standing = hint

    @property
    def texts(self) -> dict[str, str]:
        """What is written in each field."""
        return {name: box.text if isinstance(box, TextArea) else box.value for name, box in self._boxes.items()}

    def _is_changed(self) -> bool:
        return self.texts != self._before

    def action_step(self, step: int) -> None:
        """Go to the next field, or the one before; a field that has the whole form to itself is not left."""
        if self.query(".-large"):
            return
        if step > 0:
            self.focus_next()
        else:
            self.focus_previous()

    @on(Input.Submitted)
    def _submitted(self) -> None:
        self.focus_next()

    def action_enlarge(self) -> None:
        """Give the field with the focus the whole form, or the form back to all."""
        if self.focused:
            self.focused.set_class(not self.focused.has_class("-large"), "-large")
            self.query_one("#form").set_class(self.focused.has_class("-large"), "-enlarged")

    def action_edit_outside(self) -> None:
        """Write the long field with the focus in the person's own editor; it is kept with the form."""
        from workbench.screens.editor import edited

        area = self.focused
        if not isinstance(area, TextArea):
            self.told("The editor is for the fields of several lines: go to one.")
            return
        try:
            page, text = edited(self.app, (area.id or "").removeprefix("field-"), area.text)
        except WorkbenchError as error:
            self.told(str(error))
            return
        page.forget()
        area.replace(text, area.document.start, area.document.end)
        self.told("")

    def action_keep(self) -> None:
        """Keep what is written; ask first about names that are nobody's here yet."""
        if not self._is_changed():
            self._close(False)
            self.app.call_later(self.app.say, "Nothing was written, and nothing is changed.")
        elif names := self._strangers(self.changed_texts()):
            answers = {"m": f"make {joined(names[:4])} known"}
            self.app.push_screen(Choose(f"Nobody here is called {names[0]}.", answers), self._made)
        else:
            self._write(making=False)

    def changed_texts(self) -> dict[str, str]:
        """What is written in each field that was changed."""
        return {name: text for name, text in self.texts.items() if text != self._before[name]}

    def _made(self, answer: str | None) -> None:
        if answer == "m":
            self._write(making=True)

    def _write(self, making: bool) -> None:
        try:
            self._keep(self.changed_texts(), making)
        except WorkbenchError as error:
            self.stopped(error)
            return
        self._close(True)

    def stopped(self, error: WorkbenchError) -> None:
        """Say what stands in the way of keeping it, in the field that the sentence begins with."""
        self.told(str(error))
        called = {field.name: field.label or said(field.name) for field in self._fields}
        named = (name for name, label in called.items() if str(error).lower().startswith(f"{label.lower()}: "))
        if name := next(named, ""):
            self._boxes[name].focus()

    def tell(self, news: str) -> None:
        """Say below the fields what happened elsewhere; nothing that is being written is touched."""
        line = self.query_one("#form-news", Label)
        line.update(lit(news))
        line.display = bool(news)

    def put(self, field: str, text: str, before: str) -> None:
        """Let a field hold a text, beside what stands in the record now."""
        box = self._boxes[field]
        if isinstance(box, TextArea):
            box.text = text
        else:
            box.value = text
        self._before[field] = before

    def action_leave(self) -> None:
        """Close; when something was written, ask what is to become of it."""
        if any(widget.has_class("-large") for widget in self.query(".-large")):
            self.action_enlarge()
        elif not self._is_changed():
            self._close(False)
        else:
            answers = {"k": "keep what I wrote", "d": "drop it"}
            self.app.push_screen(Choose("Something was written here.", answers), self._left)

    def _left(self, answer: str | None) -> None:
        if answer == "k":
            self.action_keep()
        elif answer == "d":
            self._close(False)
