"""Templates of journals: those that ship with the workbench, and an organization's own."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import cache
from typing import Any

from workbench.domain.errors import BadInput, NotFound, Refused
from workbench.domain.journal import EntryKind
from workbench.domain.organization import Organization
from workbench.domain.records import cleaned_part
from workbench.domain.templates import Template
from workbench.store import reference
from workbench.store.lines import Actor
from workbench.store.store import Store

_word = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
_PROMPT = "## "


@cache
def _content() -> Any:
    return reference.content("journal")


def lenses() -> Mapping[str, str]:
    """The requirements of growth and the marks of a career, each with its name."""
    content = _content()
    return {lens: said["name"] for part in ("requirements", "marks") for lens, said in content[part].items()}


def requirements() -> Mapping[str, str]:
    """The three requirements of growth, each with its name."""
    return {lens: said["name"] for lens, said in _content()["requirements"].items()}


def templates(organization: Organization) -> dict[str, Template]:
    """Every template, an organization's own in place of the shipped one of the same id."""
    shipped = {record: _shipped(record, said) for record, said in _content()["templates"].items()}
    return shipped | {template.id: template for template in organization.profile.templates}


def _shipped(record: str, said: Mapping[str, Any]) -> Template:
    return Template(
        id=record, name=said["name"], prompts="\n".join(said["prompts"]), about=said.get("about", ""),
        kind=EntryKind(said.get("kind", "note")), lenses=frozenset(said.get("lenses", ())),
        rotation=said.get("rotation", ""),
    )  # fmt: skip


def template_of(organization: Organization, text: str, today: date) -> Template:
    """The template that is meant, by its id; of a rotation, the one whose turn it is. Raises NotFound."""
    from difflib import get_close_matches

    known = templates(organization)
    turns = [template for template in known.values() if template.rotation == text]
    if text in known:
        return known[text]
    if turns:
        return turns[today.toordinal() % len(turns)]
    names = sorted({*known, *(template.rotation for template in known.values() if template.rotation)})
    raise NotFound("template", text, get_close_matches(text, names, 3) or names)


def laid_out(template: Template) -> str:
    """A page with the prompts of a template on it, to be written under."""
    return "\n\n".join(f"{_PROMPT}{prompt}\n" for prompt in template.asked)


def without_unanswered(template: Template, text: str) -> str:
    """What was written on such a page, without the prompts under which nothing stands."""
    prompts = {f"{_PROMPT}{prompt}" for prompt in template.asked}
    sections: list[list[str]] = [[]]
    for line in text.splitlines():
        if line.strip() in prompts:
            sections.append([])
        sections[-1].append(line)
    answered = [lines for lines in sections if any(line.strip() and line.strip() not in prompts for line in lines)]
    return "\n\n".join("\n".join(lines).strip() for lines in answered)


def add_template(store: Store, actor: Actor, record: str, name: str, prompts: Sequence[str], **fields: Any) -> Template:
    """A template of the organization's own, or its own words for a shipped one. Raises BadInput, Refused."""
    if not _word.fullmatch(record):
        raise BadInput(f"“{record}” is no id of a template. Write it in small letters and hyphens, like weekly-look.")
    template: Template = cleaned_part(Template(id=record, name=name, prompts="\n".join(prompts), **fields))
    if not template.asked:
        raise Refused("A template asks something. `--prompt` says what.")
    profile = store.organization.profile
    others = [one for one in profile.templates if one.id != record]
    with store.change(actor, "template.set") as change:
        change.put(profile, replace(profile, templates=(*others, template)))
    return template


def delete_template(store: Store, actor: Actor, record: str) -> str:
    """Take out a template of the organization's own; what was written on it stays. Raises NotFound."""
    profile = store.organization.profile
    kept = tuple(one for one in profile.templates if one.id != record)
    if len(kept) == len(profile.templates):
        raise NotFound("template of your own", record, [one.id for one in profile.templates])
    with store.change(actor, "template.delete") as change:
        change.put(profile, replace(profile, templates=kept))
    return record
