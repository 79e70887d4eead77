"""The two bottom lines: what happened or stands in the way, and the keys that act now."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from rich.cells import cell_len
from textual.app import App, RenderResult
from textual.binding import ActiveBinding, Binding
from textual.content import Content
from textual.reactive import reactive
from textual.screen import Screen
from textual.widget import Widget

from workbench.screens import company
from workbench.screens.safe import fit, lit, wrapped

if TYPE_CHECKING:
    from workbench.screens.app import WorkbenchApp

ALWAYS = ("app.help", "app.quit")
MOST_LINES, SHORTEST_NAME = 3, 15
MOVING = ("list.", "picture.", "sheet.")


class TopLine(Widget):
    """Whose chart this is, and which pane; at the right who else is here."""

    app: "WorkbenchApp"

    whose = reactive("")
    text = reactive("")
    short = reactive("")

    def on_mount(self) -> None:
        """Follow who comes and goes."""
        self.watch(self.app, "company", self._met, init=False)

    def _met(self) -> None:
        self.refresh()

    def render(self) -> RenderResult:
        """Whose it is, cut before any pane is; the panes, in short where else hardly anything of the name would stand.

        Then who else is here, in as many words as there is room for.
        """
        width, name = self.size.width, cell_len(self.whose)
        free = width - len("    ")
        is_short = bool(self.short) and free - cell_len(self.text) < min(SHORTEST_NAME, name)
        panes = self.short if is_short else self.text
        room = max(0 if is_short else SHORTEST_NAME, free - cell_len(panes))
        text = f" {fit(self.whose, min(room, name))}   {panes}" if name else f" {panes}"
        told = company.told(self.app.company, self.app.store.organization, self.app.today)
        room = width - cell_len(text) - 3
        beside = next((words for words in told if cell_len(words) <= room), "")
        return lit(f"{fit(text, width - cell_len(beside) - 1)}{beside}" if beside else text)


class SentenceLine(Widget):
    """One sentence: what was done or undone, why something cannot be done, what is next."""

    sentence = reactive("")
    is_warning = reactive(False)
    standing = reactive("")

    def render(self) -> RenderResult:
        """The sentence, else the one that holds as long as nothing else is to be said."""
        return lit(f" {self.sentence or self.standing}")

    def watch_sentence(self) -> None:
        """Take as many lines as the sentence needs; the screen is laid out anew only when that changes."""
        width = self.size.width - 1
        if width > 0 and self.size.height != min(MOST_LINES, len(wrapped(self.sentence or self.standing, width))):
            self.refresh(layout=True)

    def watch_standing(self) -> None:
        """Take as many lines as it needs."""
        self.watch_sentence()

    def watch_is_warning(self, warns: bool) -> None:
        """Show by weight, not only by colour, that something could not be done."""
        self.set_class(warns, "-warning")


class KeyLine(Widget):
    """The keys that act now, made from the live bindings; whole entries only, help and quit always.

    `first` are the ids of those that come first, the others follow as they are declared.
    """

    app: App[object]

    def __init__(self, first: Sequence[str] = ()) -> None:
        super().__init__()
        self._first = first

    def on_mount(self) -> None:
        """Follow the bindings as they change with the focus."""
        self.screen.bindings_updated_signal.subscribe(self, self._changed)  # pyright: ignore[reportUnknownMemberType]

    def _changed(self, screen: Screen[object]) -> None:
        self.refresh()

    def render(self) -> RenderResult:
        """As many keys as there is room for, with help and quit at the right."""
        entries = list(self._entries())
        fixed = [(key, said) for always in ALWAYS for name, key, said in entries if name == always]
        tail = "  ".join(f"{key} {said}" for key, said in fixed)
        room = self.size.width - len(tail) - 2
        parts: list[tuple[str, str]] = []
        used = 1
        ranked = sorted(entries, key=lambda entry: self._first.index(entry[0]) if entry[0] in self._first else 99)
        for name, key, said in ranked:
            wide = len(key) + len(said) + 3
            if name in ALWAYS:
                continue
            if used + wide > room:
                break
            parts += [(f"{key} ", "bold"), (f"{said}  ", "")]
            used += wide
        gap = " " * max(1, self.size.width - used - len(tail) - 1)
        return Content.assemble(" ", *parts, gap, *((part, "bold") for part in [tail]))

    def _entries(self) -> Iterator[tuple[str, str, str]]:
        seen: set[str] = set()
        for active in self.screen.active_bindings.values():
            binding = active.binding
            if binding.show and active.enabled and not self._is_typed(binding.key) and binding.action not in seen:
                seen.add(binding.action)
                yield binding.id or "", self.app.get_key_display(binding), binding.description.lower()

    def _is_typed(self, key: str) -> bool:
        """The key is a letter for the field that has the focus."""
        said = self.app.get_key_display(Binding(key, ""))
        focused = self.screen.focused
        return focused is not None and focused.check_consume_key(key, said if len(said) == 1 else None)


def live_keys(screen: Screen[object]) -> list[ActiveBinding]:
    """Every key that is bound now, each act once: those of the place first, moving about last."""
    seen: set[str] = set()
    found: list[ActiveBinding] = []
    for active in screen.active_bindings.values():
        if active.binding.id and active.binding.action not in seen:
            seen.add(active.binding.action)
            found.append(active)
    return sorted(found, key=lambda active: (active.binding.id or "").startswith(MOVING))
