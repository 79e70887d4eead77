"""The engineering checklist as it is asked here: the shipped questions with the organization's own."""

import re
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from itertools import count
from typing import Any

from workbench.domain.amounts import Measure
from workbench.domain.answers import OwnQuestion
from workbench.domain.checklist import Checklist, Nothing, Question, adapted
from workbench.domain.errors import NotFound, Refused
from workbench.domain.folding import fold
from workbench.domain.ids import is_handle
from workbench.domain.organization import Organization
from workbench.domain.records import cleaned_part, revised
from workbench.store import reference
from workbench.store.lines import Actor
from workbench.store.store import Store

LONGEST_ID = 30
FIELDS = ("label", "question", "why", "good", "example", "consideration", "behind", "hidden")


@cache
def shipped() -> Checklist:
    """The questions that come with the workbench."""
    content = reference.content("engineering")
    return Checklist(content["considerations"], tuple(_question(doc) for doc in content["questions"]))


def _question(doc: Mapping[str, Any]) -> Question:
    measures = tuple(Measure(measure) for measure in doc.get("measures", ()))
    fields: dict[str, Any] = {**doc, "measures": measures, "asks": frozenset(doc.get("asks", ()))}
    fields["nothing"] = Nothing(doc.get("nothing", Nothing.ALLOWED))
    return Question(**fields)


def checklist(organization: Organization) -> Checklist:
    """The questions as this organization asks them."""
    own = organization.profile.questions
    return adapted(shipped(), own) if own else shipped()


def new_id(organization: Organization, label: str) -> str:
    """A free id for a question of one's own, made of its label where that can be."""
    own = {question.id for question in organization.profile.questions}
    taken = own | {question.id for question in shipped().questions}
    words = "-".join(re.findall(r"[a-z0-9]+", fold(label)))[:LONGEST_ID].strip("-")
    begun = words if is_handle(words) else "own"
    ids = (begun if number == 1 else f"{begun}-{number}" for number in count(1))
    return next(id for id in ids if id not in taken)


def set_question(store: Store, actor: Actor, id: str, fields: Mapping[str, str]) -> OwnQuestion:
    """A question of one's own, new or reworded; under a shipped id, own words for that one. Raises Refused."""
    if not is_handle(id):
        raise Refused(
            f"“{id}” cannot name a question. Use lower-case letters a-z, digits and inner hyphens: who-decides."
        )
    with store.change(actor, "question.set") as change:
        profile = change.organization.profile
        was = next((question for question in profile.questions if question.id == id), OwnQuestion(id=id))
        values: dict[str, Any] = {
            field: text.strip().lower() in ("yes", "true") if field == "hidden" else text
            for field, text in fields.items()
        }
        question: OwnQuestion = cleaned_part(replace(was, **values))
        known = shipped()
        if question.consideration and question.consideration not in known.considerations:
            raise NotFound("consideration", question.consideration, [*known.considerations])
        if id not in {asked.id for asked in known.questions} and not (question.label or question.question):
            raise Refused("A question of your own needs its words: --question TEXT.")
        others = tuple(other for other in profile.questions if other.id != id)
        change.put(profile, revised(profile, questions=(*others, question)))
    return question


def delete_question(store: Store, actor: Actor, id: str) -> OwnQuestion:
    """The own question, or own words for a shipped one, that is taken away; the answers stay. Raises NotFound."""
    with store.change(actor, "question.delete") as change:
        profile = change.organization.profile
        gone = next((question for question in profile.questions if question.id == id), None)
        if gone is None:
            raise NotFound("question of your own", id, [question.id for question in profile.questions])
        kept = tuple(question for question in profile.questions if question is not gone)
        change.put(profile, replace(profile, questions=kept))
    return gone
