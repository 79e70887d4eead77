"""Proposals from the shell: anybody makes one, the owner of the process decides."""

import sys
from argparse import ArgumentParser, Namespace
from typing import Any

from workbench.cli.arguments import add_words
from workbench.cli.session import Session
from workbench.domain.process import Process
from workbench.domain.proposals import Proposal, ProposalState, outcome
from workbench.services import proposing
from workbench.services.proposing import Proposed
from workbench.store.documents import to_doc


def configure(verb: str, parser: ArgumentParser) -> None:
    """Give the parser of the command its acts and their arguments."""
    acts = parser.add_subparsers(title="acts", metavar="ACT", required=True)
    add = acts.add_parser("add", help="a new proposal; prints its id")
    add.add_argument("process")
    add.add_argument("text", help="what is to change; - reads it from stdin, the lines behind the first say why")
    add.add_argument("--why", metavar="TEXT", help="why")
    add.set_defaults(act=propose)
    listing = acts.add_parser("list", help="those of a process, or all, with what became of them")
    listing.add_argument("process", nargs="?", help="else of every process")
    listing.add_argument("--open", action="store_true", help="only what waits for its owner")
    listing.add_argument("--mine", action="store_true", help="only what you proposed")
    listing.set_defaults(act=list_proposals)
    show = acts.add_parser("show", help="everything that is known of one")
    show.add_argument("proposal")
    show.set_defaults(act=show_proposal)
    _add_decision(acts, ProposalState.ACCEPTED, "accept", "accept it; it is the next version of the document")
    _add_decision(acts, ProposalState.CHANGED, "change", "accept it changed; it is the next version so")
    _add_decision(acts, ProposalState.DECLINED, "decline", "decline it, with a reason")
    withdraw = acts.add_parser("withdraw", help="take back what you proposed")
    withdraw.add_argument("proposal")
    add_words(withdraw, "because", "REASON", "why")
    withdraw.set_defaults(act=take_back)


def _add_decision(acts: Any, state: ProposalState, verb: str, said: str) -> None:
    decision = acts.add_parser(verb, help=f"{said}; the owner's")
    decision.add_argument("proposal")
    why = "how it is changed" if state is ProposalState.CHANGED else "why"
    add_words(decision, "because", "REASON", f"{why}; - reads it from stdin")
    if state is not ProposalState.DECLINED:
        decision.add_argument("--minor", action="store_true", help="nobody needs to read the new version again")
    decision.set_defaults(act=decide, state=state)


def _text(given: str) -> str:
    return sys.stdin.read() if given == "-" else given


def propose(session: Session, arguments: Namespace) -> int:
    """Propose a change of a process; print the proposal's id."""
    process = session.organization.process(arguments.process)
    name, _, rest = _text(arguments.text).strip().partition("\n")
    texts = {"name": name, "why": rest.strip() if arguments.why is None else arguments.why}
    made = proposing.propose(session.store, session.actor, process.id, texts, session.today)
    if session.organization.is_unowned(process):
        session.talk(f"{process.id} {process.name} has no owner yet who could decide it.")
    return _told(session, made)


def decide(session: Session, arguments: Namespace) -> int:
    """Decide on a proposal; print its id."""
    because, minor = _text(arguments.because), getattr(arguments, "minor", False)
    made = proposing.decide(
        session.store, session.actor, arguments.proposal, arguments.state, session.today, because, minor
    )
    if made.became:
        session.talk(made.became)
    return _told(session, made)


def take_back(session: Session, arguments: Namespace) -> int:
    """Withdraw a proposal; print its id."""
    return _told(
        session,
        proposing.withdraw(session.store, session.actor, arguments.proposal, session.today, arguments.because),
    )


def _told(session: Session, made: Proposed) -> int:
    proposal = made.proposal
    return session.result(proposal.id, process=made.process.id, state=proposal.state, version=proposal.version or None)


def list_proposals(session: Session, arguments: Namespace) -> int:
    """List proposals, the newest first, each with what became of it."""
    organization = session.organization
    process = organization.process(arguments.process).id if arguments.process else ""
    mine = session.actor.acts_for or session.actor.by if arguments.mine else ""
    found = [
        one
        for one in proposing.proposals(organization)
        if process in ("", one.process.id)
        and (one.proposal.waits or not arguments.open)
        and mine in ("", one.proposal.proposer)
    ]
    if session.options.json:
        session.data([_data(one.process, one.proposal) for one in found])
    else:
        session.rows([_row(session, one) for one in found])
        if not found:
            session.talk("There is no proposal to show.")
    return 0 if found else 1


def _row(session: Session, one: Proposed) -> list[str]:
    proposal = one.proposal
    by = session.organization.doer(proposal.by, proposal.on_behalf)
    told = outcome(session.organization, proposal).partition("\n")[0]
    return [proposal.id, str(proposal.on or ""), one.process.id, proposal.name, by, told]


def _data(process: Process, proposal: Proposal) -> dict[str, Any]:
    return {"id": proposal.id, "process": process.id, **to_doc(proposal), "waits": proposal.waits}


def show_proposal(session: Session, arguments: Namespace) -> int:
    """Print everything that is known of a proposal."""
    one = proposing.found(session.organization, arguments.proposal)
    if session.options.json:
        session.data(_data(one.process, one.proposal))
        return 0
    organization, proposal = session.organization, one.proposal
    session.text(f"{proposal.id} {proposal.name}\n")
    rows = [
        ["about", f"{one.process.id} {one.process.name}"],
        ["by", f"{organization.doer(proposal.by, proposal.on_behalf)}, {proposal.on or ''}"],
        ["state", outcome(organization, proposal).partition(": ")[0]],
    ]
    session.rows(rows)
    for name, text in (("Why", proposal.why), ("The owner says", proposal.because)):
        if text:
            session.text(f"\n{name}:\n{text}")
    return 0
