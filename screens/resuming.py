"""Going on with a draft where it was being written."""

from typing import TYPE_CHECKING

from workbench.domain.writing import ANSWER, Writing
from workbench.screens import exchanging, noting, own_questions, resuming_design, resuming_journal
from workbench.screens.chart import ChartScreen
from workbench.screens.chart_pane import REVIEW, ChartPane
from workbench.screens.naming_pane import NAME, NEW
from workbench.screens.record_form import FORM
from workbench.screens.record_forms import record_of, resume
from workbench.screens.taking_over import take_up
from workbench.services import story
from workbench.services.revising import texts_of
from workbench.store.drafts import Draft

if TYPE_CHECKING:
    from workbench.screens.app import WorkbenchApp

KNOWN = (
    frozenset({FORM, NAME, NEW, REVIEW, own_questions.OWN})
    | noting.KINDS
    | exchanging.KINDS
    | resuming_design.KINDS
    | resuming_journal.KINDS
)


def texts_now(app: "WorkbenchApp", writing: Writing) -> dict[str, str] | None:
    """What stands now where something was being written; None where that is gone."""
    kind = writing.place.get("kind")
    if kind == NEW:
        return {NAME: ""}
    if kind == own_questions.OWN:
        return own_questions.texts_now(app, writing.place.get("question", ""))
    if kind in noting.KINDS:
        return noting.texts_now(app, writing.place)
    if kind in exchanging.KINDS:
        return dict(writing.base)
    if kind in resuming_design.KINDS:
        return resuming_design.texts_now(app, writing.place)
    if kind in resuming_journal.KINDS:
        return resuming_journal.texts_now(app, writing)
    organization = app.store.organization
    record = record_of(organization, writing.place.get("record", ""))
    if record is None:
        return None
    texts = texts_of(organization, record)
    return {ANSWER: texts.get("next_review", "")} if kind == REVIEW else texts


def who_changed(app: "WorkbenchApp", writing: Writing) -> str:
    """Who was the last to change what was being written."""
    record = writing.place.get("record", "")
    touched = (app.store.last_to_touch(f"{record}.{field}") for field in writing.written) if record else iter(())
    line = next(filter(None, touched), None)
    return story.who(line, app.store.organization) if line else "somebody"


def overtaken(app: "WorkbenchApp", draft: Draft) -> str:
    """What was decided meanwhile of what a draft was for; "" where it is still open."""
    place = draft.writing.place
    return resuming_design.overtaken(app, place) if place.get("kind") in resuming_design.KINDS else ""


def was_cut_off(app: "WorkbenchApp", draft: Draft) -> bool:
    """Somebody was writing it when the session ended, and what it is for is still open."""
    return not draft.is_left and not overtaken(app, draft)


def why_not(app: "WorkbenchApp", draft: Draft) -> str:
    """Why a draft can only be read and copied; "" when it can be gone on with."""
    writing = draft.writing
    kind = writing.place.get("kind")
    if draft.trouble:
        return draft.trouble
    if kind not in KNOWN:
        return "This version does not know where it was being written."
    if said := overtaken(app, draft):
        return said
    now = texts_now(app, writing)
    if now is None:
        return f"{writing.title} was deleted meanwhile." if kind not in (NAME, NEW) else ""
    unknown = sorted(writing.written.keys() - now.keys())
    return f"This version has no field “{unknown[0]}”." if unknown else ""


def go_on(app: "WorkbenchApp", draft: Draft) -> None:
    """Open what was being written, with its text and the cursor in it."""
    place = draft.writing.place
    if place["kind"] == own_questions.OWN:
        own_questions.resume(app, draft)
        return
    if place["kind"] in noting.KINDS:
        noting.go_on(app, place)
        return
    if place["kind"] in exchanging.KINDS:
        exchanging.go_on(app, place)
        return
    if place["kind"] in resuming_design.KINDS:
        resuming_design.go_on(app, draft)
        return
    if place["kind"] in resuming_journal.KINDS:
        app.call_later(resuming_journal.go_on, app, draft)
        return
    record = record_of(app.store.organization, place.get("record", ""))
    if place["kind"] == FORM and record:
        resume(app, record, draft)
        return
    app.switch_mode("chart")
    pane = next(screen.query_one(ChartPane) for screen in app.screen_stack if isinstance(screen, ChartScreen))
    if place["kind"] == REVIEW:
        pane.go(place["record"])
        pane.action_review()
    else:
        take_up(app, draft, lambda own: pane.resume(own or draft))
