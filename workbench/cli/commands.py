"""The table of commands, and the way from words to the one that is meant."""

import argparse
import gc
import re
from collections.abc import Callable, Sequence
from importlib import import_module
from itertools import islice, pairwise
from typing import Any, NamedTuple, NoReturn

from workbench import __version__
from workbench.cli import Options
from workbench.cli.columns import put, say, tell
from workbench.cli.session import Session, session


class Command(NamedTuple):
    """A command: the module that holds its arguments and its act, and what it does."""

    module: str
    help: str


COMMANDS = {
    "who": Command("asking", "who owns, coaches and does what, by any words"),
    "owned-by": Command("asking", "what a person owns"),
    "unowned": Command("asking", "what nobody owns"),
    "verify": Command("asking", "whether a person owns a process; prints nothing"),
    "tree": Command("asking", "the process chart as text, with owners"),
    "show": Command("asking", "the sheet of one process"),
    "due": Command("asking", "what needs a look"),
    "init": Command("keeping", "begin a store of your own"),
    "process": Command("shaping", "add, set, move, delete or retire a process"),
    "engineer": Command("engineering", "the engineering checklist of a process: what is answered, open, parked"),
    "question": Command("gating", "questions of your own on the checklist, and your words for the shipped ones"),
    "gate": Command("gating", "what a process lacks to be designed, documented, trained; and passing a gate"),
    "handoff": Command("handing", "hand a process over: offer, accept item by item, decline; who owned what when"),
    "need": Command("designing", "what customer and company need of a process, and how far it is met"),
    "conflict": Command("designing", "where needs pull against each other, and how that is settled"),
    "steps": Command("designing", "the steps of a process: the flow process chart and what a run comes to"),
    "practice": Command("designing", "best practices: service needs, deliver, resolve complaints"),
    "risk": Command("designing", "what can go wrong in a process, and what then"),
    "document": Command("documenting", "publish a process sheet, compare its versions, say that you read it"),
    "propose": Command("proposing", "propose a change of a process; its owner accepts, changes or declines it"),
    "bench": Command("benching", "who is on the way to own or coach a process, how far, and what comes next"),
    "train": Command("documenting", "what is learned for a process, by whom, to which level"),
    "measure": Command("designing", "what a process is measured by: target, range, how often, by whom"),
    "means": Command("designing", "hours and means a process needs, against what there is"),
    "recurring": Command("designing", "checks of a process that come back, beside its review"),
    "reading": Command("recording", "what a measure came to: take, import, list, with trend"),
    "feedback": Command("recording", "what customers say of a process, and what they were told"),
    "investigate": Command("recording", "what went wrong: facts, causes, action, check, closed"),
    "benchmark": Command("recording", "what others reach, the gap to ours, what we do about it"),
    "review": Command("reviewing", "look at a process: nothing changed, found, later, drop, longer"),
    "report": Command(
        "reporting", "processes in a table: oversight, ownership, raci, handovers, six, maturity and more"
    ),
    "sight": Command("reporting", "the line of sight: customer, place, measure and target, practices, coach"),
    "maturity": Command("reporting", "how mature a process is, on what evidence, what is missing"),
    "careers": Command("reporting", "whether a branch is a place of careers or of jobs; never by person"),
    "journal": Command("journaling", "your journal: write, find, share, reconsider; commitments; coaching sessions"),
    "person": Command("peopling", "add, list, set, leave or delete a person"),
    "team": Command("peopling", "add, list, set or delete a team"),
    "customer": Command("peopling", "add, list, set or delete a customer"),
    "organization": Command("peopling", "show or set what the organization says of itself"),
    "import": Command("exchanging", "take in a list of processes or people"),
    "export": Command("exchanging", "write the organization out"),
    "check": Command("keeping", "what is wrong or missing; silent when clean"),
    "history": Command("keeping", "what was changed, when, by whom"),
    "diff": Command("keeping", "what differs between two days"),
    "undo": Command("keeping", "take back your newest change"),
    "redo": Command("keeping", "do again what you took back"),
    "backup": Command("keeping", "keep what stands now"),
    "restore": Command("keeping", "go back to a backup"),
    "doctor": Command("keeping", "how the store is, file by file, and the terminal"),
    "config": Command("configuring", "check, set or find the configuration"),
    "keys": Command("configuring", "the keys of the panes, and what this terminal sends"),
    "completion": Command("configuring", "completion for bash, fish, zsh or tcsh"),
}

NO_TEXT = {"-o", "--output", "--passphrase-from"}
UNNAMED: dict[tuple[str, ...], list[str]] = {
    ("engineer",): ["gate"],
    ("steps",): ["gate"],
    ("bench",): ["report", "bench"],
    ("maturity",): ["report", "maturity"],
}

ACTS = frozenset(
    {
        "add", "answer", "ask", "close", "confirm", "delete", "diff", "drop", "import", "judge", "learn", "list",
        "mark", "move", "open", "park", "publish", "read", "set", "show", "skip", "summary",
    }
)  # fmt: skip
ACT_FIRST = frozenset({"recording", "reporting"})
SHOWN = frozenset({"careers", "maturity"})
PROCESS_FIRST = frozenset({"designing", "documenting", "benching", "engineering"})

OF_DAYS = frozenset({"diff"})
DAYS = ("--on", "--since", "--until", "--as-of", "--checked")
_back = re.compile(r"-\d{1,4}[a-z]+", re.IGNORECASE)

Act = Callable[[Session, argparse.Namespace], int]


class Parser(argparse.ArgumentParser):
    """A parser whose options are never guessed from their beginnings."""

    def __init__(self, *words: str, **keywords: object) -> None:
        super().__init__(*words, **{"allow_abbrev": False, **keywords})  # type: ignore[arg-type]

    def parse_known_args(self, args: Any = None, namespace: Any = None) -> Any:  # pyright: ignore[reportIncompatibleMethodOverride]
        """The arguments; words of a text may stand before and behind the options that stand in it.

        What an act does not know is told with the usage of the act.
        """
        arguments, rest = super().parse_known_args(args, namespace)
        text: object = getattr(arguments, "text", None)
        if rest and isinstance(text, list) and not any(word.startswith("-") for word in rest):
            arguments.text = [*text, *rest]
        elif rest:
            self.error(f"unrecognized arguments: {' '.join(rest)}")
        return arguments, []

    def error(self, message: str) -> NoReturn:
        """Leave with a sentence that no terminal obeys."""
        super().error(say(message))


def dispatch(options: Options, words: list[str]) -> int:
    """Carry out the command that the words mean."""
    words = UNNAMED.get(tuple(words[:1] if words[1:] == ["list"] else words), words)
    verb = words[0]
    if verb == "--version":
        put(f"process-workbench {__version__}")
        return 0
    if verb in ("-h", "--help", "help"):
        whole_parser().print_help()
        return 0
    if verb not in COMMANDS:
        tell(f"workbench: {unknown(verb)} `workbench --help` lists them.")
        return 2
    gc.disable()
    arguments = _understood(options, verb, words[1:])
    with session(options) as current:
        act: Act = arguments.act
        return act(current, arguments)


def _understood(options: Options, verb: str, words: list[str]) -> argparse.Namespace:
    """The arguments of a command; where it cannot be understood, the text that was piped into it stays in a file."""
    try:
        arguments: argparse.Namespace = parser_for(verb).parse_args(understandable(verb, words))
    except SystemExit as leaving:
        if leaving.code == 2 and _takes_text(verb, words):
            from workbench.cli.wording import keep_pipe

            with session(options) as current:
                keep_pipe(current)
        raise
    return arguments


def understandable(verb: str, words: list[str]) -> list[str]:
    """The words as a parser takes them; those of a command that takes days alone behind `--`, as of `diff -6m`."""
    if verb in OF_DAYS and words and not {"--", "-h", "--help"} & {*words}:
        return ["--", *words]
    return with_any_value(in_order(verb, words))


def _takes_text(verb: str, words: Sequence[str]) -> bool:
    """A text comes through a pipe: a dash stands for it, and for no file and no passphrase."""
    dashes = [before for before, word in pairwise(["", *words]) if word == "-"]
    return "import" not in (verb, *words[:1]) and bool(dashes) and not {*dashes} & NO_TEXT


def unknown(verb: str) -> str:
    """That there is no such command, and which one comes near."""
    from difflib import get_close_matches

    near = get_close_matches(verb, COMMANDS, 1)
    return f"there is no command “{say(verb)}”.{f' Did you mean {near[0]}?' if near else ''}"


def in_order(verb: str, words: list[str]) -> list[str]:
    """The words with the act where its command has it, so that `reading P2 add` and `measure add P2` are taken too.

    A process alone lists what a command of parts keeps of it, and so does `list` beside it; of its maturity, or whether
    it is a place of careers, it shows what is known.
    """
    if verb in SHOWN and not ACTS.intersection(words[:2]) and "-h" not in words and "--help" not in words:
        return ["show", *words]
    family = COMMANDS[verb].module
    if family not in ACT_FIRST | PROCESS_FIRST or len(words) < 2 or words[1].startswith("-"):
        return words
    begins, is_first = words[0] in ACTS, family in ACT_FIRST
    if begins != (words[1] in ACTS) and begins != is_first:
        words = [words[1], words[0], *words[2:]]
    return words if is_first or words[1] != "list" else [words[0], *words[2:]]


def with_any_value(words: list[str]) -> list[str]:
    """The words of a `set` with what it sets behind `--`, since a value may well begin with a dash, as days may."""
    words = _with_days(words)
    if words[:1] != ["set"] or {"--", "-h", "--help"} & {*words}:
        return words
    queue = iter(words[1:])
    options, values = list[str](), list[str]()
    for word in queue:
        if word == "--because":
            options += [word, *islice(queue, 1)]
        elif word.startswith("--because="):
            options.append(word)
        else:
            values.append(word)
    return ["set", *options, "--", *values]


def _with_days(words: list[str]) -> list[str]:
    """The words with a day that is told as -8m held to the option that takes it."""
    joined: list[str] = []
    for word in words:
        if joined and joined[-1] in DAYS and "--" not in joined and _back.fullmatch(word):
            joined[-1] += f"={word}"
        else:
            joined.append(word)
    return joined


def parser_for(verb: str, kind: type[Parser] = Parser, prefix: str = "workbench ") -> Parser:
    """The parser of one command."""
    parser = kind(prog=f"{prefix}{verb}", description=COMMANDS[verb].help)
    import_module(f"workbench.cli.{COMMANDS[verb].module}").configure(verb, parser)
    return parser


def whole_parser() -> argparse.ArgumentParser:
    """The parser that knows every command, for help and completion."""
    parser = Parser(
        prog="workbench",
        description="A terminal workbench for process-centered organizations. Without a command it opens the panes.",
        epilog="Every command has its own --help. Exit: 0 done, 1 no hit or refused, 2 wrong usage, 3 the store.",
    )
    parser.add_argument("--store", metavar="DIR", help="the store (else $WORKBENCH_STORE, else the data folder)")
    parser.add_argument("--as", metavar="PERSON", dest="claimed", help="I am this person")
    parser.add_argument("--for", metavar="PERSON", dest="acts_for", help="I act for this person")
    parser.add_argument("--theme", metavar="NAME", help="the colours of the panes, this time")
    parser.add_argument("--sample", action="store_true", help="on a copy of the sample, thrown away behind you")
    parser.add_argument("--json", action="store_true", help="print data as JSON")
    parser.add_argument("--plain", action="store_true", help="in lines instead of panes, for screen readers")
    parser.add_argument("--version", action="store_true", help="print the version")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", parser_class=Parser)
    for verb, command in COMMANDS.items():
        import_module(f"workbench.cli.{command.module}").configure(
            verb, commands.add_parser(verb, help=command.help, description=command.help)
        )
    return parser
