"""Handoffs from the shell: prepared, offered, answered."""

import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Callable

from workbench.cli.arguments import add_words
from workbench.cli.handoffs import list_handoffs, list_owners, show, write_packet
from workbench.cli.passing_on import sweep
from workbench.cli.session import Session
from workbench.domain.appointments import Role
from workbench.domain.dates import read_day
from workbench.domain.errors import BadInput, count
from workbench.domain.handoff import PACKET, Handoff, ItemState
from workbench.services import handing_over
from workbench.services.handing_over import Terms

FIELDS = ("to", "from", "on", "effective", "note", "tell-back", "trial-until")
Act = Callable[[Session, Namespace], int]
Maker = Callable[..., ArgumentParser]


def configure(verb: str, parser: ArgumentParser) -> None:
    """Give the parser of a command its acts and their arguments."""
    acts = parser.add_subparsers(title="acts", metavar="ACT", required=True)

    def act(name: str, does: Act, help: str, *names: str) -> ArgumentParser:
        made: ArgumentParser = acts.add_parser(name, help=help)
        for named in names:
            made.add_argument(named.lower(), metavar=named)
        made.set_defaults(act=does)
        return made

    _looking_acts(act)
    _giving_acts(act)
    _taking_acts(act)
    _leaving_acts(act)


def _looking_acts(act: Maker) -> None:
    listing = act("list", list_handoffs, "those under way, on trial or to come; of one process every one")
    listing.add_argument("process", nargs="?", metavar="PROCESS")
    listing.add_argument("--all", action="store_true", help="those that are over too")
    act("show", show, "whether the process is ready, the items, the teach-back, the trail", "HANDOFF")
    out = act("packet", write_packet, "everything the new owner needs, as Markdown or one page of HTML", "HANDOFF")
    out.add_argument("--html", action="store_true", help="as a page that needs nothing from elsewhere")
    out.add_argument("-o", "--output", metavar="FILE", help="the file; - or nothing for standard output")


def _giving_acts(act: Maker) -> None:
    _with_terms(act("prepare", prepare, "begin one that nobody is asked to look at yet", "PROCESS", "PERSON"))
    offer_one = act("offer", offer, "lay one that is prepared before the new owner, or a process at once")
    offer_one.add_argument("what", metavar="HANDOFF|PROCESS")
    offer_one.add_argument("person", metavar="PERSON", nargs="?", help="the new owner, where it is a process")
    offer_one.add_argument("--because", default="", metavar="REASON", help="why, in spite of what is missing")
    offer_one.add_argument("--mended", default="", metavar="TEXT", help="what was mended, where it was sent back")
    _with_terms(offer_one)
    change = act("set", set_term, "change it while the new owner does not look at it", "HANDOFF")
    change.add_argument("field", choices=list(FIELDS))
    change.add_argument("value", help='the value; tell-back: yes or no; "" takes a day away')


def _taking_acts(act: Maker) -> None:
    item = act("item", look_at, f"accept items of the packet, or send them back: {', '.join(PACKET)}", "HANDOFF")
    item.add_argument("items", metavar="ITEM", nargs="+")
    item.add_argument("--back", metavar="NOTE", help="send them back, and what is missing")
    everything = act("accept", accept, "take the process over", "HANDOFF")
    everything.add_argument("--all", action="store_true", help="take over unseen the items that were not looked at")
    add_words(act("send-back", send_back, "give it back to be mended", "HANDOFF"), "note", "NOTE", "what is missing")
    add_words(act("decline", decline, "decline it for good", "HANDOFF"), "because", "REASON", "why")
    add_words(act("withdraw", withdraw, "take it back", "HANDOFF"), "because", "REASON", "why")
    act("tell", tell, "tell the process in your own words; - reads them from stdin", "HANDOFF", "TEXT")
    hear = act("hear", heard, "confirm what the new owner told", "HANDOFF")
    add_words(hear, "comment", "TEXT", "or say what is missing")
    act("confirm", confirm, "say that a trial is over, and the process stays", "HANDOFF")


def _leaving_acts(act: Maker) -> None:
    act("owners", list_owners, "who owned a process when, or what a person owned when", "PROCESS|PERSON")
    leaving = act("sweep", sweep, "pass on all that somebody owns, coaches, engineers and performs", "PERSON")
    leaving.add_argument(
        "--to", action="append", default=[], metavar="PERSON[=PROCESS,…]", help="to whom; the last may take the rest"
    )
    leaving.add_argument("--role", action="append", choices=[*Role], help="only what they are in this role")
    leaving.add_argument("--because", default="", metavar="REASON", help="why")
    leaving.add_argument("--on", dest="effective", metavar="DAY", help="the day from which the others have it")


def _with_terms(parser: ArgumentParser) -> None:
    parser.add_argument("--from", dest="from_whom", metavar="PERSON", help="else the owner, or the engineer")
    parser.add_argument("--on", dest="effective", metavar="DAY", help="the day on which it changes hands")
    parser.add_argument("--note", metavar="TEXT", help="what the new owner should know; - reads it from stdin")
    parser.add_argument("--tell-back", action="store_const", const=True, help="ask for a teach-back")
    parser.add_argument("--trial-until", metavar="DAY", help="a trial, to be confirmed by that day")


def _terms(session: Session, arguments: Namespace) -> Terms:
    """The terms that the options name."""
    given = {name: getattr(arguments, name, None) for name in ("person", "from_whom", "effective", "note")}
    return Terms(
        to=session.organization.person(given["person"]).id if given["person"] else None,
        from_whom=session.organization.person(given["from_whom"]).id if given["from_whom"] else None,
        effective=read_day(given["effective"], session.today) if given["effective"] else None,
        note=_said(given["note"]) if given["note"] is not None else None,
        tell_back=getattr(arguments, "tell_back", None),
        trial_until=read_day(arguments.trial_until, session.today) if getattr(arguments, "trial_until", None) else None,
    )


def _said(text: str) -> str:
    return sys.stdin.read() if text == "-" else text


def _told(session: Session, handoff: Handoff, sentence: str = "") -> int:
    if sentence:
        session.talk(sentence)
    return session.result(handoff.id, process=handoff.process, state=handoff.standing)


# Offering


def prepare(session: Session, arguments: Namespace) -> int:
    """Begin a handoff; print its id."""
    process = session.organization.process(arguments.process).id
    made = handing_over.prepare(session.store, session.actor, process, session.today, _terms(session, arguments))
    return _told(session, made, f"`workbench handoff offer {made.id}` lays it before the new owner.")


def offer(session: Session, arguments: Namespace) -> int:
    """Offer a handoff that is prepared, or a process at once; print the handoff's id."""
    organization, because = session.organization, arguments.because
    if arguments.person:
        process = organization.process(arguments.what).id
        terms = _terms(session, arguments)
        made = handing_over.offer_at_once(session.store, session.actor, process, session.today, terms, because)
    else:
        if _terms(session, arguments) != Terms():
            raise BadInput("What is prepared is changed with `workbench handoff set`, and then offered.")
        handoff = organization.handoff(arguments.what)
        made = handing_over.offer(session.store, session.actor, handoff.id, session.today, because, arguments.mended)
    name = organization.name_of(made.to)
    return _told(session, made, f"Nothing moves until {name} accepts: `workbench handoff accept {made.id}`.")


def set_term(session: Session, arguments: Namespace) -> int:
    """Change one term of a handoff; print its id."""
    handoff = session.organization.handoff(arguments.handoff).id
    terms = _term(session, arguments)
    return _told(session, handing_over.set_terms(session.store, session.actor, handoff, session.today, terms))


def _term(session: Session, arguments: Namespace) -> Terms:
    value: str = arguments.value
    match arguments.field:
        case "to":
            return Terms(to=session.organization.person(value).id)
        case "from":
            return Terms(from_whom=session.organization.person(value).id)
        case "trial-until" if not value.strip():
            return Terms(without=frozenset({"trial_until"}))
        case "on" | "effective" if not value.strip():
            return Terms(without=frozenset({"effective"}))
        case "on" | "effective":
            return Terms(effective=read_day(value, session.today))
        case "trial-until":
            return Terms(trial_until=read_day(value, session.today))
        case "tell-back":
            return Terms(tell_back=value.strip().lower() in ("yes", "true", "1"))
        case _:
            return Terms(note=_said(value))


def withdraw(session: Session, arguments: Namespace) -> int:
    """Take a handoff back; print its id."""
    return _turn(session, arguments, handing_over.withdraw, arguments.because)


def heard(session: Session, arguments: Namespace) -> int:
    """Confirm what was told back, or comment on it; print the handoff's id."""
    return _turn(session, arguments, handing_over.hear, arguments.comment)


def confirm(session: Session, arguments: Namespace) -> int:
    """Confirm a trial; print the handoff's id."""
    return _turn(session, arguments, handing_over.confirm)


def _turn(session: Session, arguments: Namespace, service: Callable[..., Handoff], *said: str) -> int:
    handoff = session.organization.handoff(arguments.handoff).id
    return _told(session, service(session.store, session.actor, handoff, session.today, *said))


# Answering


def look_at(session: Session, arguments: Namespace) -> int:
    """Accept items of the packet, or send them back; print the handoff's id."""
    handoff = session.organization.handoff(arguments.handoff).id
    state = ItemState.ACCEPTED if arguments.back is None else ItemState.SENT_BACK
    done = handing_over.look_at(
        session.store, session.actor, handoff, arguments.items, state, session.today, arguments.back or ""
    )
    left = f"{count(len(done.unseen), 'item')} to look at." if done.unseen else f"workbench handoff accept {done.id}"
    return _told(session, done, left)


def accept(session: Session, arguments: Namespace) -> int:
    """Take a process over; print the handoff's id."""
    handoff = session.organization.handoff(arguments.handoff).id
    taken = handing_over.accept(session.store, session.actor, handoff, session.today, arguments.all)
    organization = session.organization
    process, name = organization.processes[taken.process], organization.name_of(taken.to)
    session.talk(f"{process.id} {process.name} is {name}'s from {taken.since} on.")
    return _told(session, taken, "`workbench journal add --template new-owner` asks what that means to you.")


def send_back(session: Session, arguments: Namespace) -> int:
    """Give a handoff back to be mended; print its id."""
    return _turn(session, arguments, handing_over.send_back, arguments.note)


def decline(session: Session, arguments: Namespace) -> int:
    """Decline a handoff; print its id."""
    return _turn(session, arguments, handing_over.decline, arguments.because)


def tell(session: Session, arguments: Namespace) -> int:
    """Tell a process back; print the handoff's id."""
    return _turn(session, arguments, handing_over.tell, _said(arguments.text))
