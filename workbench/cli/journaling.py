"""The journal from the shell: what its acts are and what they take; only the own one of whoever acts."""

from argparse import ArgumentParser
from datetime import datetime
from typing import Any

from workbench.cli import coaching, committing, copies, journal_entries, journal_keys, journal_reading, journal_taking
from workbench.cli.arguments import number, past_day
from workbench.cli.wording import IN_WORDS
from workbench.domain.errors import BadInput
from workbench.services.entry_fields import FIELDS

IN_SEARCH = "in any case, with or without accents; #tag, since:-3m, until:DAY, in:P7, is:decision and * narrow it"
SEEN = "What stands on a command line can be seen in the list of processes, and stays in the shell's own history."


def configure(verb: str, parser: ArgumentParser) -> None:
    """Give the parser of the command its acts and their arguments."""
    acts = parser.add_subparsers(title="acts", metavar="ACT", required=True)
    _configure_add(acts)
    _configure_reading(acts)
    _configure_changing(acts)
    _configure_sharing(acts)
    _configure_templates(acts)
    journal_taking.configure(acts)
    copies.configure(acts)
    committing.configure(acts)
    coaching.configure(acts)
    journal_keys.configure(acts)


def _configure_add(acts: Any) -> None:
    add = acts.add_parser("add", help="write an entry; prints its id", epilog=SEEN)
    add.add_argument("text", nargs="*", help=IN_WORDS)
    add.add_argument("--template", metavar="T", help="with the prompts of a template; `marks` takes the one of the day")
    for field, metavar, meant in (
        ("on", "DAY", "the day, and the time if you like: 2026-11-20, yesterday, '2026-11-20 14:30'"),
        ("process", "PROCESS", "the process it is about"),
        ("kind", "KIND", "note, action, event or decision; all but notes come back for another look"),
        ("tags", "TAGS", "words to find it by; #tags in the text count too"),
        ("about", "IDS", "readings, feedback, customers, people it is about"),
        ("with", "NAMES", "who was there"),
        ("lenses", "LENSES", "the requirements of growth and marks of a career it touches"),
        ("energy", "1-5", "how much it gave you; never shared"),
        ("complexity", "1-5", "how complex it was; never shared"),
        ("reconsiders", "ENTRY", "the earlier entry that it opens again"),
    ):
        add.add_argument(f"--{field}", metavar=metavar, dest="with_whom" if field == "with" else field, help=meant)
    add.add_argument("--star", action="store_const", const="yes", help="keep it in sight")
    add.set_defaults(act=journal_entries.add)


def _configure_reading(acts: Any) -> None:
    for name, meant in (("list", "your entries, the newest first"), ("search", "all you may read, by any words")):
        listing = acts.add_parser(name, help=meant)
        if name == "search":
            listing.add_argument("text", nargs="*", metavar="words", help=IN_SEARCH)
        listing.add_argument("--tag", action="append", default=[], metavar="TAG", help="with this tag")
        listing.add_argument("--since", type=past_day, metavar="DAY", help="from this day on")
        listing.add_argument("--until", type=past_day, metavar="DAY", help="up to this day")
        listing.add_argument("--process", default="", metavar="PROCESS", help="about this process")
        listing.add_argument("--kind", choices=["note", "action", "event", "decision"], default="", help="of this kind")
        listing.add_argument("--template", default="", metavar="T", help="written on this template")
        listing.add_argument("--starred", action="store_true", help="with a star")
        listing.add_argument("--limit", type=number(0), default=20, metavar="N", help="at most so many, 0 for all")
        listing.set_defaults(act=journal_reading.search if name == "search" else journal_reading.list_entries)
    show = acts.add_parser("show", help="an entry, and who can read it")
    show.add_argument("entry", help="its id; WRITER/ENTRY for one that somebody shares with you")
    show.set_defaults(act=journal_reading.show)
    acts.add_parser("today", help="what you wrote on this day in earlier years").set_defaults(act=journal_reading.today)
    calendar = acts.add_parser("calendar", help="the days of a month on which you wrote")
    calendar.add_argument("month", nargs="?", type=month, help="2026-11; else this one")
    calendar.set_defaults(act=journal_reading.calendar)
    acts.add_parser("tags", help="your tags, and how often").set_defaults(act=journal_reading.list_tags)
    acts.add_parser("growth", help="your growth, for you alone").set_defaults(act=journal_reading.show_growth)


def month(text: str) -> str:
    """The month that a person wrote. Raises BadInput."""
    try:
        return f"{datetime.strptime(text, '%Y-%m'):%Y-%m}"
    except ValueError:
        raise BadInput(f"“{text}” is no month. Write it like 2026-11.") from None


def _configure_changing(acts: Any) -> None:
    change = acts.add_parser("set", help="change one field", epilog=f"The fields: {', '.join(FIELDS)}. {SEEN}")
    change.add_argument("entry")
    change.add_argument("field", choices=list(FIELDS), metavar="FIELD")
    change.add_argument("value", nargs="*", help="the value; '' empties; a text is read as `add` does")
    change.set_defaults(act=journal_entries.set_field)
    star = acts.add_parser("star", help="put a star on an entry, or take it off")
    star.add_argument("entry")
    star.set_defaults(act=journal_entries.star)
    tag = acts.add_parser("tag", help="tag an entry")
    tag.add_argument("entry")
    tag.add_argument("tags", nargs="+", metavar="TAG")
    tag.add_argument("--off", action="store_true", help="take these tags off")
    tag.set_defaults(act=journal_entries.tag)
    again = acts.add_parser("reconsider", help="what comes back; how something you wrote looks by now", epilog=SEEN)
    again.add_argument("entry", nargs="?", help="without one, what comes back within a month is listed")
    again.add_argument("text", nargs="*", help=IN_WORDS)
    stance = again.add_mutually_exclusive_group()
    stance.add_argument("--holds", action="store_const", dest="stance", const="holds", help="it holds")
    stance.add_argument("--partly", action="store_const", dest="stance", const="holds in part", help="it holds in part")
    stance.add_argument("--otherwise", action="store_const", dest="stance", const="otherwise now", help="not any more")
    again.set_defaults(act=journal_entries.reconsider)
    delete = acts.add_parser("delete", help="delete for good, with its history and backups; nothing brings it back")
    delete.add_argument("entries", nargs="*", metavar="ENTRY")
    delete.add_argument("--everything", action="store_true", help="the whole journal, with what you share of it")
    delete.add_argument("--yes", action="store_true", help="do not ask")
    delete.set_defaults(act=journal_entries.delete)


def _configure_sharing(acts: Any) -> None:
    share = acts.add_parser("share", help="let others read a copy of an entry as it is now")
    end = acts.add_parser("unshare", help="take the copy back, with its history and backups")
    for act, one, whom in (
        (journal_entries.share, share, "a person, or all of a process (P7); else the coach of the entry's process"),
        (journal_entries.unshare, end, "only from this one"),
    ):
        one.add_argument("entry")
        one.add_argument("named", nargs="*", metavar="PERSON", help="whom, as behind --with")
        one.add_argument("--with", dest="people", action="append", default=[], metavar="PERSON", help=whom)
        one.set_defaults(act=act)
    acts.add_parser("shared", help="what others share with you").set_defaults(act=journal_reading.list_shared)
    reply = acts.add_parser("reply", help="answer an entry that somebody shares with you", epilog=SEEN)
    reply.add_argument("entry", metavar="WRITER/ENTRY")
    reply.add_argument("text", nargs="*", help=IN_WORDS)
    reply.set_defaults(act=journal_entries.reply)


def _configure_templates(acts: Any) -> None:
    templates = acts.add_parser("templates", help="what you can write on; your own too")
    templates.set_defaults(act=journal_reading.list_templates)
    own = templates.add_subparsers(title="acts", metavar="ACT")
    show = own.add_parser("show", help="the prompts of a template")
    show.add_argument("template")
    show.set_defaults(act=journal_reading.show_template)
    add = own.add_parser("add", help="a template of your own, for everybody in the organization")
    add.add_argument("template", metavar="ID", help="small letters and hyphens")
    add.add_argument("name")
    add.add_argument("--prompt", action="append", default=[], metavar="TEXT", help="what it asks; as often as you like")
    add.add_argument("--rotation", default="", metavar="NAME", help="those of one rotation take turns by the day")
    add.set_defaults(act=journal_entries.add_template)
    delete = own.add_parser("delete", help="take out a template of your own")
    delete.add_argument("template")
    delete.set_defaults(act=journal_entries.delete_template)
