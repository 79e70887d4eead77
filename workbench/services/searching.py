"""Finding in journals: everything that the person who acts may read, the newest first."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from workbench.domain.coaching import CoachingSession
from workbench.domain.dates import read_day
from workbench.domain.folding import fold, matches
from workbench.domain.journal import Entry, EntryKind
from workbench.domain.organization import Organization
from workbench.services.coaching import sessions_of
from workbench.services.journal import entry_of, own
from workbench.services.parts import one_of
from workbench.store.lines import Actor
from workbench.store.store import Store

NARROWING = ("since:", "until:", "in:", "is:")
_narrowing = re.compile(r"[^\W\d_]+:(?=[^/\s])")


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is looked for: words and tags in any case and without accents, between two days, of a process, of a kind."""

    words: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None
    process: str = ""
    kind: str = ""
    template: str = ""
    starred: bool = False

    def fits(self, doc: dict[str, Any]) -> bool:
        """Everything but the words is as it is looked for."""
        on = str(doc.get("on"))
        return (
            (self.since is None or on >= str(self.since))
            and (self.until is None or on <= str(self.until))
            and (not self.process or doc.get("process") == self.process)
            and (not self.kind or doc.get("kind", "note") == self.kind)
            and (not self.template or doc.get("template") == self.template)
            and (not self.starred or doc.get("star") is True)
            and (not self.tags or self._has_tags(doc))
        )

    def _has_tags(self, doc: dict[str, Any]) -> bool:
        has = {fold(tag) for tag in doc.get("tags", ())}
        return all(fold(tag.removeprefix("#")) in has for tag in self.tags)

    @property
    def folded(self) -> list[str]:
        """The words as they are compared; the longest first, since it is the rarest."""
        return sorted((fold(word) for text in self.words for word in text.split()), key=len, reverse=True)

    @property
    def is_of_entries(self) -> bool:
        """Only entries can be meant."""
        return bool(self.tags or self.kind or self.template or self.starred)


def wanted_in(text: str, organization: Organization, today: date) -> Wanted:
    """What a line asks for: words, #tag, since:-3m, until:2026-05-22, in:P7, is:decision, and * for a star.

    Raises BadInput, NotFound.
    """
    meant = Wanted()
    for word in text.split():
        name, _, said = word.partition(":")
        if word == "*":
            meant = replace(meant, starred=True)
        elif word.startswith("#"):
            meant = replace(meant, tags=(*meant.tags, word))
        elif name == "since" and said:
            meant = replace(meant, since=read_day(said, today, is_past=True))
        elif name == "until" and said:
            meant = replace(meant, until=read_day(said, today, is_past=True))
        elif name == "in" and said:
            meant = replace(meant, process=organization.process(said).id)
        elif name == "is" and said:
            meant = replace(meant, kind=str(one_of(EntryKind, said)))
        else:
            meant = replace(meant, words=(*meant.words, word))
    return meant


def unknown_in(words: Iterable[str]) -> str:
    """That a word looks like something to narrow a search by and is none, in a sentence; "" where there is none."""
    odd = next((found for word in words for said in word.split() if (found := _narrowing.match(said))), None)
    return f"“{odd[0]}” was looked for as a word: {', '.join(NARROWING)} narrow a search." if odd else ""


def line_that_holds(text: str, words: Sequence[str]) -> str:
    """The first line of a text that holds one of the folded words; "" where none does."""
    lines = (line.strip() for line in text.splitlines())
    return next((line for line in lines if any(word in fold(line) for word in words)), "")


def own_entries(store: Store, actor: Actor, wanted: Wanted) -> Iterator[Entry]:
    """The entries of one's own that are meant, the newest first, then those whose readers answered so."""
    seen: set[str] = set()
    for entry in own(store, actor).found(wanted.folded, wanted.fits):
        seen.add(entry.id)
        yield entry
    for copy in store.journals.shared_by(actor.by).found(wanted.folded, wanted.fits) if wanted.words else ():
        if copy.id not in seen:
            yield entry_of(store, actor, copy.id)


def others_entries(store: Store, actor: Actor, wanted: Wanted) -> Iterator[Entry]:
    """What others share with the person who acts and is meant, writer by writer."""
    own(store, actor)
    for writer in store.journals.who_share():
        if writer != actor.by:
            space = store.journals.shared_by(writer)
            for entry in space.found(wanted.folded, lambda doc: actor.by in doc.get("shared", {}) and wanted.fits(doc)):
                yield replace(entry, by=writer)


def sessions(store: Store, actor: Actor, wanted: Wanted) -> Iterator[CoachingSession]:
    """The coaching sessions of the person who acts that are meant, the newest first."""
    if wanted.is_of_entries:
        return
    for one in reversed(sessions_of(store, actor)):
        is_in_time = (wanted.since or date.min) <= one.on <= (wanted.until or date.max)
        is_about = not wanted.process or one.process == wanted.process
        if is_in_time and is_about and matches(wanted.folded, fold(_text(one))):
            yield one


def _text(one: CoachingSession) -> str:
    said = [one.review, one.next_step, *(item.text for item in one.agenda), *(made.text for made in one.promises)]
    asked = [text for question in one.questions for text in (question.question, question.answer)]
    return "\n".join([*said, *asked])
