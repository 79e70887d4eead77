"""Forms of what belongs in a journal: kept by one call, left as a draft that is sealed where the journal is."""

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from workbench.screens.form import Field, Form

if TYPE_CHECKING:
    from workbench.screens.app import WorkbenchApp
    from workbench.store.drafts import Draft

Place = Mapping[str, str]
Texts = Mapping[str, str]


def push(
    app: "WorkbenchApp",
    title: str,
    fields: Sequence[Field],
    before: Texts,
    place: Place,
    keep: Callable[[Texts], str],
    draft: "Draft | None" = None,
    about: Sequence[str] = (),
) -> None:
    """Open a form; `keep` is given what was changed and says what was done, or raises what stands in the way."""
    said = [""]

    def kept(texts: Texts, making: bool) -> None:
        said[0] = keep(texts)

    def closed(is_kept: bool | None) -> None:
        app.look_again()
        app.say(said[0] if is_kept else "")

    app.push_screen(Form(title, fields, before, kept, lambda texts: (), "", place, draft, about), closed)
