"""Oversight is of process, never of people: no record has room for pay, scores or ranks of a person."""

import re
from dataclasses import fields, is_dataclass, replace
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

import pytest

import workbench.domain
from workbench.domain.errors import Refused
from workbench.domain.people import Person
from workbench.domain.rules import refuse_words_of_another
from workbench.screens.oversight import OversightScreen

MODULES = [module.name for module in iter_modules(workbench.domain.__path__)]
OF_PAY_OR_WORTH = re.compile(
    r"pay|paid|salar|wage|bonus|compensat|incentiv|score|rating|rated|grade|rank(ing|ed)|performance|appraisal"
    r"|productiv|attendance|hours_worked|boss|manager|subordinate|supervis|headcount",
    re.IGNORECASE,
)


@pytest.mark.parametrize("module", MODULES)
def test_no_record_has_a_field_for_pay_or_for_the_worth_of_a_person(module: str) -> None:
    for value in vars(import_module(f"workbench.domain.{module}")).values():
        if isinstance(value, type) and is_dataclass(value):
            assert not [field.name for field in fields(value) if OF_PAY_OR_WORTH.search(field.name)]


def test_what_is_known_of_a_person_is_who_they_are_how_to_reach_them_and_what_they_say_themselves() -> None:
    assert {field.name for field in fields(Person)} == {
        "id", "name", "contacts", "accounts", "public_key", "left", "team", "members", "too_much",
    }  # fmt: skip


def test_nobody_says_for_another_that_they_own_too_much() -> None:
    before = Person(id="zoe", name="Zoë Brückner")
    after = replace(before, too_much="Two of them should go to Łukasz.")
    refuse_words_of_another(before, after, "zoe")
    refuse_words_of_another(after, replace(after, name="Zoë B."), "pat")
    for other in ("pat", ""):
        with pytest.raises(Refused, match="Whether Zoë Brückner owns too much only they say themselves"):
            refuse_words_of_another(before, after, other)


def test_what_counts_people_never_sorts_them_by_a_number() -> None:
    for name in ("domain", "services", "cli"):
        for path in (Path(workbench.domain.__path__[0]).parent / name).glob("*.py"):
            for line in path.read_text(encoding="utf-8").splitlines():
                assert not ("sorted(" in line and "people" in line and "len(" in line), f"{path}: {line}"


OF_OVERSIGHT = ("oversight", "overview", "waits", "waiting_page", "looking", "coming_back")


def test_no_screen_of_oversight_sorts_by_person() -> None:
    by_person = re.compile(r"(sorted\(|\.sort\().*(person|people|whose|owner|coach|performer|learner|handle|\.by\b)")
    places = {place.partition(".")[0] for place in OversightScreen.kinds.values()}
    for name in {*OF_OVERSIGHT, *places}:
        path = Path(workbench.domain.__path__[0]).parents[1] / "screens" / f"{name}.py"
        for line in path.read_text(encoding="utf-8").splitlines():
            assert not by_person.search(line), f"{path}: {line}"
