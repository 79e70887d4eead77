"""Every key of the panes: for the README's table, for `workbench keys`, and for checking a configuration."""

from collections.abc import Iterable, Iterator, Mapping
from difflib import get_close_matches

from textual.binding import Binding, BindingsMap
from textual.keys import Keys

from workbench.screens.app import WorkbenchApp
from workbench.screens.bench_pane import BenchPane
from workbench.screens.board_pane import BoardPane
from workbench.screens.calendar_pane import CalendarPane
from workbench.screens.careers_pane import CareersPane
from workbench.screens.chart import ChartScreen
from workbench.screens.chart_pane import ChartPane
from workbench.screens.compare import Compare
from workbench.screens.cost_pane import CostPane
from workbench.screens.dialogs import Ask, Choose
from workbench.screens.document_pane import DocumentPane
from workbench.screens.engineer import EngineerScreen
from workbench.screens.feedback_pane import FeedbackPane
from workbench.screens.finding import NO_KEY
from workbench.screens.form import Form
from workbench.screens.gates_pane import GatesPane
from workbench.screens.growth_pane import GrowthPane
from workbench.screens.handoff import HandoffScreen
from workbench.screens.handoff_pane import ReadyPane
from workbench.screens.held_pane import HeldPane
from workbench.screens.investigations_pane import InvestigationsPane
from workbench.screens.iso_pane import IsoPane
from workbench.screens.journal import JournalScreen
from workbench.screens.lesson import Lesson
from workbench.screens.listing import Listing
from workbench.screens.maturity_pane import MaturityPane
from workbench.screens.means_pane import MeansPane
from workbench.screens.measures_pane import MeasuresPane
from workbench.screens.merge import Merge
from workbench.screens.name_entry import NameEntry
from workbench.screens.outline import Outline
from workbench.screens.outline_pane import Filter
from workbench.screens.oversight import OversightScreen
from workbench.screens.page_dialog import PageDialog
from workbench.screens.parts_pane import NeedsPane, PracticesPane
from workbench.screens.picker import Picker
from workbench.screens.picture import Picture
from workbench.screens.proposals_pane import ProposalsPane
from workbench.screens.recovery import Recovery
from workbench.screens.reviews_pane import ReviewsPane
from workbench.screens.session import Leaf, Session
from workbench.screens.sessions_pane import SessionsPane
from workbench.screens.sheet import Sheet
from workbench.screens.since_pane import SincePane
from workbench.screens.step_entry import StepEntry
from workbench.screens.steps_pane import StepsPane
from workbench.screens.terminal.colours import THEMES, unknown_theme
from workbench.screens.terminal.sending import advice, why_never, why_seldom
from workbench.screens.timeline_pane import TimelinePane
from workbench.screens.training_pane import TrainingPane
from workbench.screens.waiting_pane import WaitingPane
from workbench.screens.written_page import WrittenPage
from workbench.store.config import Config

PLACES: Mapping[str, tuple[type, ...]] = {
    "outline": (Outline, ChartPane, ChartScreen, WorkbenchApp),
    "map": (Picture, ChartPane, ChartScreen, WorkbenchApp),
    "sheet": (Sheet, ChartScreen, WorkbenchApp),
    "name": (NameEntry,),
    "filter": (Filter,),
    "engineer": (Listing, EngineerScreen, WorkbenchApp),
    "steps": (Listing, StepsPane, WorkbenchApp),
    "a step": (StepEntry,),
    "needs": (Listing, NeedsPane, WorkbenchApp),
    "practices": (Listing, PracticesPane, WorkbenchApp),
    "document": (Listing, DocumentPane, WorkbenchApp),
    "proposals": (Listing, ProposalsPane, WorkbenchApp),
    "bench": (Listing, BenchPane, WorkbenchApp),
    "training": (Listing, TrainingPane, WorkbenchApp),
    "gate": (Listing, GatesPane, WorkbenchApp),
    "handoff": (Listing, HandoffScreen, WorkbenchApp),
    "what is missing": (Listing, ReadyPane, WorkbenchApp),
    "oversight": (Listing, OversightScreen, WorkbenchApp),
    "what waits": (Listing, WaitingPane, WorkbenchApp),
    "the six functions": (Listing, BoardPane, WorkbenchApp),
    "the cost": (Listing, CostPane, WorkbenchApp),
    "measures": (Listing, MeasuresPane, WorkbenchApp),
    "feedback": (Listing, FeedbackPane, WorkbenchApp),
    "investigations": (Listing, InvestigationsPane, WorkbenchApp),
    "resources": (Listing, MeansPane, WorkbenchApp),
    "how it holds": (Listing, HeldPane, WorkbenchApp),
    "reviews": (Listing, ReviewsPane, WorkbenchApp),
    "then and now": (Listing, SincePane, WorkbenchApp),
    "maturity": (Listing, MaturityPane, WorkbenchApp),
    "ISO 9001": (Listing, IsoPane, WorkbenchApp),
    "careers or jobs": (Listing, CareersPane, WorkbenchApp),
    "journal": (Listing, JournalScreen, WorkbenchApp),
    "entries": (Listing, TimelinePane, WorkbenchApp),
    "calendar": (Listing, CalendarPane, WorkbenchApp),
    "growth": (Listing, GrowthPane, WorkbenchApp),
    "coaching": (Listing, SessionsPane, WorkbenchApp),
    "a page": (WrittenPage,),
    "lesson": (Lesson,),
    "session": (Leaf, Session, WorkbenchApp),
    "page": (PageDialog,),
    "form": (Form,),
    "merge": (Merge,),
    "drafts": (Recovery,),
    "compare": (Compare,),
    "list": (Picker,),
    "question": (Ask,),
    "choice": (Choose,),
}
OWNERS = tuple(dict.fromkeys(owner for owners in PLACES.values() for owner in owners))
WRITTEN_IN = ("a page", "name", "a step", "filter", "form", "list", "question")


def _key_of(character: str) -> str:
    """What Textual calls the key of a character."""
    return "comma" if character == "," else next(iter(BindingsMap([Binding(character, "none")]).key_to_bindings))


_LETTERS = {"space", *(_key_of(chr(number)) for number in range(33, 127))}
_NAMED = {*(key.value for key in Keys), *_LETTERS}


def unknown_settings(config: Config) -> list[str]:
    """What in a configuration names no theme, action or key, and which keys clash or are never sent, in sentences."""
    problems = [unknown_theme(config.theme)] if config.theme and config.theme not in THEMES else []
    known = {binding.id or "": binding for binding in all_bindings()}
    for action, keys in config.keys.items():
        if action in known:
            problems += [f"{action}: {why}" for why in _wrong_with(action, parted(keys))] if has_key(keys) else []
        else:
            problems.append(f"There is no action “{action}”.{_near(action, known)}")
    return [*problems, *_clashes(config)]


def counsel(config: Config) -> list[str]:
    """Which keys of a configuration somebody on the way keeps, in sentences; they may work all the same."""
    return [f"{action}: {why}." for action, keys in config.keys.items() for key in parted(keys) if (why := advice(key))]


def usable(config: Config) -> dict[str, str]:
    """The keys of a configuration without those that would keep people from writing in a field."""
    kept = {
        action: [key for key in parted(keys) if not (_is_written(action) and _is_letter(key))]
        for action, keys in config.keys.items()
    }
    return {action: ",".join(keys) for action, keys in kept.items() if keys}


def has_key(keys: str) -> bool:
    """An act has a key; without one it is only in the palette."""
    return not keys.startswith(NO_KEY)


def parted(keys: str) -> list[str]:
    """The keys of a list of keys, each by its long name."""
    return [_long(key.strip()) for key in keys.split(",") if key.strip()] or ["comma"] * ("," in keys)


def _long(key: str) -> str:
    *held, last = key.split("+") if len(key) > 1 else [key]
    return "+".join([*held, _key_of(last) if len(last) == 1 and not held else last])


def _wrong_with(action: str, keys: list[str]) -> Iterator[str]:
    for key in keys:
        if not _is_named(key):
            yield f"no key is called {key}.{_near(key, _NAMED)}"
        elif why := why_never(key):
            yield why
        elif _is_written(action) and _is_letter(key):
            yield f"{key} is text where it would act."
    if keys and all(map(why_seldom, keys)):
        yield f"{why_seldom(keys[0])}; give it another key as well."


def _is_named(key: str) -> bool:
    last = key.rpartition("+")[2]
    return len(last) == 1 or last in _NAMED or key in _NAMED


def _is_letter(key: str) -> bool:
    """The key is a letter or sign that can be written."""
    return len(key) == 1 or key in _LETTERS


def _is_written(action: str) -> bool:
    """Whether an action is one of a place in which text is written."""
    return any(binding.id == action for place in WRITTEN_IN for binding in bindings_at(place))


def _clashes(config: Config) -> list[str]:
    """The keys that a configuration gives to two acts of one place."""
    said: dict[str, None] = {}
    for place in PLACES:
        for key, actions in acts_of(config, place).items():
            if len(actions) > 1 and any(action in config.keys for action in actions):
                said[f"The key {key} stands for {' and for '.join(actions)}; only one of them can have it."] = None
    return list(said)


def acts_of(config: Config, place: str) -> dict[str, list[str]]:
    """The ids that each key stands for in a place, as it is configured."""
    acts: dict[str, list[str]] = {}
    for binding in bindings_at(place):
        for key in dict.fromkeys(parted(config.keys.get(binding.id or "", binding.key))):
            acts.setdefault(key, []).append(binding.id or "")
    return acts


def _near(word: str, known: Iterable[str]) -> str:
    near = get_close_matches(word, list(known), 1)
    return f" Did you mean {near[0]}?" if near else ""


def bindings_at(place: str) -> list[Binding]:
    """Every key with an id that acts in a place, the innermost first."""
    return _declared(PLACES[place])


def all_bindings() -> list[Binding]:
    """Every key there is with an id, each act once: what the README's table and the configuration go by."""
    return _declared(OWNERS)


def _declared(owners: Iterable[type]) -> list[Binding]:
    found: dict[str, Binding] = {}
    for owner in owners:
        for ancestor in owner.__mro__:
            for binding in ancestor.__dict__.get("BINDINGS", ()):
                if isinstance(binding, Binding) and binding.id:
                    found.setdefault(binding.id, binding)
    return list(found.values())
