"""A session in lines, for screen readers and for terminals that draw nothing: one open store, the shell's commands.

No full screen, no colour, and no escape sequence: not even those with which a line editor moves a cursor.
"""

import os
import shlex
import signal
import sys
from contextlib import redirect_stderr, redirect_stdout, suppress

from workbench.cli import Options, plain_drafts, split_options
from workbench.cli.asking import print_due
from workbench.cli.columns import put, say, tell
from workbench.cli.commands import COMMANDS, Act, unknown
from workbench.cli.failing import told
from workbench.cli.folded import Folded
from workbench.cli.plain_edit import edit
from workbench.cli.questions import Left, choose, complete, meant, read
from workbench.cli.session import Session, session
from workbench.domain.due import due
from workbench.domain.errors import Ambiguous, NotFound, Refused, WorkbenchError, count
from workbench.services import setup
from workbench.services.acting import NobodyHere, be
from workbench.services.find import Finder
from workbench.store.errors import NoStore
from workbench.store.page import rescued

PROMPT = ">"
AT_ONCE = 10
LEAVES = ("q", "quit", "exit")
OWN = {
    "drafts": "text of yours that was left unfinished; drafts NUMBER shows one whole",
    "edit": "a record field by field, or one FIELD of it",
    "help": "this list; COMMAND --help tells more of one",
    "q": "leave, as Ctrl+D does; everything is saved",
}


def sit_down(options: Options) -> int:
    """Carry out one line after the other until the person leaves, or the lines end; then the last exit code."""
    os.environ["NO_COLOR"] = "1"
    is_person = sys.stdin.isatty() and sys.stdout.isatty()
    if is_person:
        signal.signal(signal.SIGHUP, _hung_up)
        folded = redirect_stdout(Folded(sys.stdout)), redirect_stderr(Folded(sys.stderr))
        with folded[0], folded[1], suppress(Left), session(options) as current:
            _greet(current)
            _follow_lines(current)
        return 0
    with session(options) as current:
        return _follow_file(current)


def _hung_up(number: int, frame: object) -> None:
    """The line dropped: the end of the input says so where it matters, and what was begun is still kept."""


def _follow_lines(current: Session) -> None:
    """Carry out what a person writes until they leave."""
    while (line := read(PROMPT).strip()) not in LEAVES:
        with suppress(Left):
            _carry_out(current, line, asks=True)
        sys.stdout.flush()


def _follow_file(current: Session) -> int:
    """Carry out the lines of a file or a pipe; the last exit code."""
    code = 0
    while line := sys.stdin.readline():
        line = line.strip()
        if line in LEAVES:
            break
        if line and not line.startswith("#"):
            code = _carry_out(current, line, asks=False)
            sys.stdout.flush()
    return code


# Beginning


def _greet(current: Session) -> None:
    """Say where one is, as whom, and what is due; begin a store where there is none."""
    _open(current)
    put(say(f"{current.organization.profile.name}. help lists the commands, q leaves."))
    if current.is_sample:
        put("This is a copy of the sample; it is thrown away when you leave.")
    for found in rescued():
        put(say(found))
    _say_who(current)
    plain_drafts.greet(current)
    waiting = len(due(current.organization, current.today))
    if waiting > AT_ONCE:
        put(f"{count(waiting, 'thing')} wait for a look: Enter alone lists them.")
    else:
        print_due(current, 0, None)


def _open(current: Session) -> None:
    try:
        current.store.follow()
    except NoStore as error:
        put(str(error))
        name = read("What do you call the organization? Enter alone leaves:").strip()
        if not name:
            raise Left from None
        setup.begin(current.folder, name, current.login, current.full_name)[0].close()


def _say_who(current: Session) -> None:
    """Say who is acting; ask it where the account maps to nobody."""
    try:
        by = current.actor.by
    except NobodyHere:
        put(f"The account {say(current.login)} belongs to nobody here yet. Who are you? Enter alone only looks.")
        with suppress(Left):
            _ask_who(current)
        return
    except WorkbenchError as error:
        told(error)
        return
    put(say(f"You are {current.organization.name_of(by)} ({by})."))


def _ask_who(current: Session) -> None:
    while name := read("your name:").strip():
        people = current.organization.people
        found = Finder.of(current.organization).find(name, frozenset({"person"}))
        here = [people[entry.id] for entry in found if not people[entry.id].team and not people[entry.id].left]
        answers = [*(f"{person.id}: {person.name}" for person in here), f"new: {name} is not here yet"]
        chosen = choose("Which?", answers)
        try:
            be(current.store, current.login, here[chosen].id if chosen < len(here) else name)
        except WorkbenchError as error:
            told(error)
            continue
        _say_who(current)
        return


# One line


def _carry_out(current: Session, line: str, asks: bool) -> int:
    """Carry out one line; its exit code. What stands in the way is told in a sentence."""
    try:
        options, words = split_options(_words(line))
        if options.store or options.sample:
            raise Refused("This session is about one store. Leave it, and open the other.")
        options.claimed = options.claimed or current.options.claimed
        options.acts_for = options.acts_for or current.options.acts_for
        with suppress(NoStore):
            current.store.follow()
        return _run(current.under(options), words, asks)
    except WorkbenchError as error:
        return told(error)
    except ValueError as error:
        tell(say(str(error)))
        return 2
    except SystemExit as leaving:
        return leaving.code if isinstance(leaving.code, int) else 2


def _words(line: str) -> list[str]:
    """The words of a line: quotes hold several together; a lone quote is an apostrophe."""
    try:
        words = shlex.split(line)
    except ValueError:
        words = line.split()
    return words[1:] if words[:1] == ["workbench"] else words


def _run(current: Session, words: list[str], asks: bool) -> int:
    """Carry out a command, asking for what is missing, and which is meant where a name may be several."""
    if not words:
        return print_due(current, 0, None)
    verb, rest = words[0], words[1:]
    if verb in ("help", "-h", "--help", "?"):
        current.rows([*([verb, command.help] for verb, command in COMMANDS.items()), *map(list, OWN.items())])
        return 0
    if verb == "drafts":
        return plain_drafts.show(current, rest)
    if verb != "edit" and verb not in COMMANDS:
        tell(f"{unknown(verb)[0].upper()}{unknown(verb)[1:]} help lists them.")
        return 2
    while True:
        try:
            if verb == "edit":
                return _edit(current, rest, asks)
            arguments, rest = complete(verb, rest, (lambda: current.organization) if asks else None)
            act: Act = arguments.act
            return act(current, arguments)
        except (NotFound, Ambiguous) as error:
            if not asks:
                raise
            rest = meant(current.organization, error, rest)


def _edit(current: Session, words: list[str], asks: bool) -> int:
    if not asks:
        raise Refused("`edit` asks a person; `process set` and its kind change a field from a file of lines.")
    if len(words) > 2:
        raise Refused("edit takes a record and, if you like, one field. Quotes hold words together.")
    return edit(current, *(words or [read("process, person or customer:").strip()]))
