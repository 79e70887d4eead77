"""Commitments to more complex arenas from the shell; one's own alone."""

from argparse import Namespace
from typing import Any

from workbench.cli.questions import is_yes
from workbench.cli.session import Session
from workbench.domain.commitments import Commitment, CommitmentState
from workbench.services import committing
from workbench.store.documents import to_doc

_MEANT = {
    "arena": ("ARENA", "where: the more complex arena"),
    "harder": ("WORDS", "what it asks more of: knowledge, capability, mastery"),
    "why": ("TEXT", "why it is harder than before"),
    "difficulty": ("1-5", "how hard"),
    "until": ("DAY", "by when: 2026-12-24, fri, +3w"),
    "support": ("NAMES", "whose support you have"),
    "process": ("PROCESS", "whose measure should move"),
    "measure": ("MEASURE", "the measure that should move"),
}


def configure(acts: Any) -> None:
    """Give the parser of commitments its acts and their arguments."""
    parser = acts.add_parser("commit", help="commitments: a step out of the comfort zone, kept, changed or dropped")
    own = parser.add_subparsers(title="acts", metavar="ACT", required=True)
    listing = own.add_parser("list", help="your commitments; those that are open first")
    listing.add_argument("--open", action="store_true", help="only these")
    listing.set_defaults(act=list_commitments)
    add = own.add_parser("add", help="commit to something; prints its id")
    add.add_argument("text", nargs="+", metavar="name", help="to what")
    change = own.add_parser("change", help="commit to something else instead; prints the new id")
    change.add_argument("commitment")
    change.add_argument("text", nargs="*", metavar="name", help="to what; without it the same")
    change.add_argument("--name", default="", metavar="TEXT", help="the same, where it is an option")
    change.add_argument("--because", default="", metavar="WORD", help="why it changes")
    for field, (metavar, meant) in _MEANT.items():
        for one in (add, change):
            one.add_argument(f"--{field}", metavar=metavar, help=meant)
    add.set_defaults(act=add_commitment)
    change.set_defaults(act=change_commitment)
    for name, meant in (("keep", "you kept it"), ("drop", "you let it go")):
        end = own.add_parser(name, help=meant)
        end.add_argument("commitment")
        end.add_argument("word", nargs="*", help="how it went" if name == "keep" else "why")
        end.set_defaults(act=end_commitment, state=CommitmentState.KEPT if name == "keep" else CommitmentState.DROPPED)
    delete = own.add_parser("delete", help="delete for good; nothing brings it back")
    delete.add_argument("commitment")
    delete.add_argument("--yes", action="store_true", help="do not ask")
    delete.set_defaults(act=delete_commitment)


def _texts(arguments: Namespace) -> dict[str, str]:
    return {field: given for field in _MEANT if (given := getattr(arguments, field)) is not None}


def list_commitments(session: Session, arguments: Namespace) -> int:
    """List one's own commitments, the open ones first."""
    made = committing.commitments(session.store, session.actor)
    found = sorted((one for one in made if one.is_open or not arguments.open), key=lambda one: not one.is_open)
    if session.options.json:
        session.data([{"id": one.id, **to_doc(one)} for one in found])
    else:
        session.rows([_row(session, one) for one in found])
        if not found:
            session.talk("There is none. `workbench journal commit add …` makes one.")
    return 0 if found else 1


def _row(session: Session, one: Commitment) -> list[str]:
    carried = "carried forward" if one.is_carried(session.today) else str(one.state)
    ended = f"{one.state} {one.ended}" if one.ended else carried
    harder = ", ".join(sorted(one.harder))
    return [one.id, f"until {one.until}" if one.until else "", ended, one.name, harder, one.word]


def add_commitment(session: Session, arguments: Namespace) -> int:
    """Commit to something; print the id."""
    texts = {"name": " ".join(arguments.text), **_texts(arguments)}
    return session.result(committing.commit(session.store, session.actor, texts, session.today).id)


def change_commitment(session: Session, arguments: Namespace) -> int:
    """Commit to something else instead; print the new id."""
    name = arguments.name or " ".join(arguments.text)
    texts = _texts(arguments) | ({"name": name} if name else {})
    made = committing.change(
        session.store, session.actor, arguments.commitment, texts, arguments.because, session.today
    )
    return session.result(made.id, follows=made.follows)


def end_commitment(session: Session, arguments: Namespace) -> int:
    """Say that a commitment was kept or dropped; print its id."""
    word = " ".join(arguments.word)
    ended = committing.end(session.store, session.actor, arguments.commitment, arguments.state, word, session.today)
    return session.result(ended.id)


def delete_commitment(session: Session, arguments: Namespace) -> int:
    """Delete a commitment for good, once asked; print its id."""
    one = committing.commitment_of(session.store, session.actor, arguments.commitment)
    if not arguments.yes and not is_yes(f"Delete {one.id} “{one.name[:40]}” for good? Nothing brings it back."):
        session.talk("Nothing was deleted.")
        return 1
    return session.result(committing.delete(session.store, session.actor, one.id))
