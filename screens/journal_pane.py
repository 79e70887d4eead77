"""What every view of a journal is: a list, and beside it what is written under the line of the cursor."""

from collections.abc import Callable, Iterable, Sequence

from workbench.domain.errors import WorkbenchError
from workbench.screens.listing import Line, Unmade
from workbench.screens.part_pane import PartPane
from workbench.services import sealing
from workbench.services.acting import NobodyHere
from workbench.store.lines import Actor
from workbench.store.unlocked import Locked

LOCKED = "The journal is locked."


class Headed(Unmade):
    """Lines of which each is made when it comes in sight, under heads."""

    def __init__(self, lines: Iterable[tuple[str, str]], made: Callable[[str], Line]) -> None:
        self._heads: dict[int, str] = {}
        ids: list[str] = []
        above = ""
        for head, id in lines:
            if head != above:
                self._heads[len(ids)] = above = head
                ids.append("")
            ids.append(id)
        super().__init__(ids, made)

    def __getitem__(self, place: int | slice) -> Line | Sequence[Line]:  # type: ignore[override]
        """A line; a head where one stands."""
        if isinstance(place, int) and place in self._heads:
            return Line.of(f" {self._heads[place]}", kind="head")
        return super().__getitem__(place)


class JournalPane(PartPane):
    """One view of a journal. What keeps it from being read stands in place of it."""

    trouble: WorkbenchError | None = None

    @property
    def me(self) -> Actor:
        """Who sits here. Raises Refused."""
        return self.app.actor

    def heading(self) -> str:
        """What the view is called."""
        return self.title()

    def draw(self) -> None:
        """Draw the list and the text anew; the list keeps the height of the pane."""
        super().draw()
        self.listing.styles.clear_rule("height")

    def moved(self) -> None:
        """Tell of what the cursor stands on."""
        self.draw_page()

    def lines(self) -> Sequence[Line]:
        """What is listed, or that it cannot be read."""
        self.trouble = None
        try:
            return self.listed() or [Line.of(f" {self.empty()}", kind="quiet")]
        except WorkbenchError as error:
            self.trouble = error
            return [
                Line.of(" Locked: L unlocks it." if isinstance(error, Locked) else " It cannot be read.", kind="alarm")
            ]

    def text(self) -> tuple[str, Sequence[tuple[str, str]]]:
        """What is written, or why it cannot be read."""
        try:
            if self.trouble is None:
                return self.read() if self.listing.chosen else ("", self.help())
        except WorkbenchError as error:
            return "", [("", str(error))]
        return "", [("", why(self.trouble)), *self._beside_what_is_open()]

    def _beside_what_is_open(self) -> Sequence[tuple[str, str]]:
        """What is locked although one's own journal is not."""
        key = self.app.store.journals.keys.of(self.me.by) if isinstance(self.trouble, Locked) else None
        return [("", ""), ("", sealing.still_sealed(self.app.store, self.me.by))] if key and not key.seals else []

    def listed(self) -> Sequence[Line]:
        """What is listed. Raises WorkbenchError."""
        raise NotImplementedError

    def read(self) -> tuple[str, Sequence[tuple[str, str]]]:
        """What is written under the line of the cursor, and its title. Raises WorkbenchError."""
        raise NotImplementedError

    def empty(self) -> str:
        """What stands in the list where there is nothing."""
        raise NotImplementedError

    def help(self) -> Sequence[tuple[str, str]]:
        """What stands beside a list in which nothing is."""
        return ()

    def look(self) -> None:
        """Show what stands there now."""
        if self._shown:
            self.draw()
            self.refresh_bindings()


def why(trouble: WorkbenchError) -> str:
    """Why a journal cannot be read, and the way out."""
    match trouble:
        case Locked():
            return f"{LOCKED} L asks for the passphrase; a writes all the same, which needs none."
        case NobodyHere():
            return "Nobody knows who you are yet: a asks who, and opens a journal of your own."
        case _:
            return str(trouble)
