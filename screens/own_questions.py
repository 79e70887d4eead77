"""Questions of one's own, and one's own words for the shipped ones."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING

from workbench.domain.answers import OwnQuestion
from workbench.domain.checklist import Question
from workbench.domain.folding import fold, matches
from workbench.screens.dialogs import Choose
from workbench.screens.form import Field, Form
from workbench.screens.picker import Choice, Picker
from workbench.screens.taking_over import take_up, unless_written
from workbench.services import checklist as questions

if TYPE_CHECKING:
    from workbench.screens.app import WorkbenchApp
    from workbench.store.drafts import Draft

OWN = "own-question"


def choose(app: "WorkbenchApp", question: Question | None) -> None:
    """Ask what is to become of the questions: a new one, other words, out of the way, or back."""
    organization = app.store.organization
    own = {mine.id: mine for mine in organization.profile.questions}
    hidden = [mine for mine in own.values() if mine.hidden]
    answers = {"a": "ask something of your own"}
    if question:
        answers["w"] = f"word “{question.label}” differently"
        answers["h"] = f"do not ask “{question.label}”; what was answered is kept"
        if question.id in own:
            answers["d"] = "take your question away" if question.own else "go back to the shipped words"
    if hidden:
        answers["s"] = f"ask again what is not asked ({len(hidden)})"

    def answered(answer: str | None) -> None:
        if answer == "a":
            _open(app, None)
        elif answer == "s":
            _show_hidden(app, hidden)
        elif question and answer == "w":
            _open(app, question)
        elif question and answer == "h":
            _hide(app, question.id, True)
        elif question and answer == "d" and app.act(questions.delete_question, question.id):
            app.say(f"{question.label}: your words are gone, the answers stay; u takes it back.")

    app.push_screen(Choose("The questions are asked so in the whole organization.", answers), answered)


def _hide(app: "WorkbenchApp", question: str, hidden: bool) -> None:
    if app.act(questions.set_question, question, {"hidden": "yes" if hidden else "no"}):
        app.say(f"{question} is {'asked no more; Q brings it back' if hidden else 'asked again'}.")


def _show_hidden(app: "WorkbenchApp", hidden: Sequence[OwnQuestion]) -> None:
    listed = [Choice(f"{mine.id} {mine.label}".strip(), mine.id) for mine in hidden]

    def search(text: str) -> Sequence[Choice]:
        return [choice for choice in listed if matches(fold(text).split(), fold(choice.label))]

    def chosen(question: str | None) -> None:
        if question:
            _hide(app, question, False)

    app.push_screen(Picker("Ask again", search, "which question?"), chosen)


def _fields(app: "WorkbenchApp", is_new: bool) -> list[Field]:
    asked = questions.checklist(app.store.organization)
    return [
        Field("label", "a few words for the list"),
        Field("question", "the question as it is asked", long=True),
        Field("why", "why it is asked", long=True),
        Field("good", "what a good answer holds: a number and a limit", long=True),
        Field("example", "an answer like it", long=True),
        *([Field("consideration", "one of the themes", known=lambda: [*asked.considerations])] if is_new else []),
        Field("behind", "the question it stands behind", known=lambda: [question.id for question in asked.questions]),
    ]


def texts_now(app: "WorkbenchApp", question: str) -> dict[str, str] | None:
    """The words of a question as they stand, none for a new one; None where it is asked no more."""
    if not question:
        return {field.name: "" for field in _fields(app, is_new=True)}
    found = next((one for one in questions.checklist(app.store.organization).questions if one.id == question), None)
    own = {mine.id: mine for mine in app.store.organization.profile.questions}
    if found is None:
        return None
    return {
        "label": found.label, "question": found.question, "why": found.why, "good": found.good,
        "example": found.example, "behind": own[found.id].behind if found.id in own else "",
    }  # fmt: skip


def resume(app: "WorkbenchApp", draft: "Draft") -> None:
    """Go on with the words of a question."""
    take_up(app, draft, partial(_write, app, draft.writing.place.get("question", "")))


def _open(app: "WorkbenchApp", question: Question | None) -> None:
    """Open the form of a question's words; ask first where another session is writing them."""
    named = question.id if question else ""
    unless_written(app, {"kind": OWN, "question": named}, partial(_write, app, named))


def _write(app: "WorkbenchApp", question: str, draft: "Draft | None" = None) -> None:
    """Open the form of a question's words; a new one is named by its label."""

    def keep(texts: Mapping[str, str], making: bool) -> None:
        id = question or questions.new_id(app.store.organization, texts.get("label", ""))
        questions.set_question(app.store, app.actor, id, texts)

    def closed(kept: bool | None) -> None:
        app.look_again()
        if kept:
            app.say("The question is asked so from now on; u takes it back.")

    texts = texts_now(app, question) or {}
    title = f"Own words for {texts['label']}" if question else "A question of your own"
    place = {"kind": OWN, "question": question}
    fields = _fields(app, is_new=not question)
    app.push_screen(Form(title, fields, texts, keep, lambda texts: (), place=place, draft=draft), closed)
