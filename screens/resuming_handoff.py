"""Going on with what was being written in a handoff."""

from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING

from workbench.domain.errors import NotFound
from workbench.domain.handoff import Handoff
from workbench.domain.process import Process
from workbench.screens import handing, offering, sweeping
from workbench.screens.taking_over import take_up

if TYPE_CHECKING:
    from workbench.screens.app import WorkbenchApp
    from workbench.store.drafts import Draft


def texts_now(app: "WorkbenchApp", place: Mapping[str, str]) -> dict[str, str] | None:
    """What stands now where something was written in a handoff, None where that is gone."""
    organization = app.store.organization
    handoff, process = organization.handoffs.get(place.get("handoff", "")), organization.processes[place["record"]]
    if place.get("handoff") and not (handoff and (handoff.is_open or handoff.is_to_come(app.today))):
        return None
    if place.get("act") == sweeping.SWEEP:
        return sweeping.texts_now(organization, place)
    return offering.texts_of(app, process, handoff) if place.get("act") == handing.TERMS else _words(handoff, place)


def _words(handoff: Handoff | None, place: Mapping[str, str]) -> dict[str, str]:
    return handing.words_now(handoff, place.get("act", "")) if handoff else {handing.WORDS: ""}


def resume(app: "WorkbenchApp", process: Process, draft: "Draft") -> None:
    """Go on with what was written in a handoff."""
    place = draft.writing.place
    handoff = app.store.organization.handoffs.get(place.get("handoff", ""))
    if place.get("act") == sweeping.SWEEP:
        take_up(app, draft, partial(sweeping.open_form, app, place))
    elif place.get("act") == handing.TERMS:
        take_up(app, draft, partial(offering.open_terms, app, process, handoff))
    elif handoff and (place.get("act", "") in handing.SAID or place.get("act", "").startswith(handing.ITEM)):
        take_up(app, draft, partial(handing.open_words, app, handoff, place["act"]))
    else:
        raise NotFound("handoff", place.get("handoff", ""))
