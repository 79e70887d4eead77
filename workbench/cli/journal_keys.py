"""The key of one's own journal: sealing it, opening it for a while, another passphrase, the recovery key."""

import itertools
import json
import sys
from argparse import Namespace
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any

from workbench.cli.arguments import number
from workbench.cli.columns import put
from workbench.cli.passphrases import Secrets, add_source, hand_over
from workbench.cli.session import Session
from workbench.cli.wording import Act
from workbench.domain.errors import BadInput
from workbench.services import sealing
from workbench.store import identity, pins, unlocked
from workbench.store.files import read_file
from workbench.store.sealing import KeyPair, fingerprint, unseal

READING = (
    "list", "search", "show", "today", "calendar", "tags", "growth", "export", "set", "star", "tag", "reconsider",
    "share", "unshare", "shared", "reply",
)  # fmt: skip
EVERY = 10_000
MINUTES = int(unlocked.IDLE.total_seconds()) // 60

SEALED_TO_YOU = "What others share with you is sealed to you."


def configure(acts: Any) -> None:
    """Give the parser of the journal the acts about its key."""
    opening = acts.add_parser("unlock", help="open a sealed journal for the commands to come")
    opening.add_argument(
        "--minutes", type=number(1, 600), default=MINUTES, metavar="N",
        help=f"lock when it lay idle so long, else {MINUTES}",
    )  # fmt: skip
    opening.set_defaults(act=unlock)
    acts.add_parser("lock", help="lock it again").set_defaults(act=lock)
    for name, act, what in (
        ("encrypt", encrypt, "seal it: from then on nobody reads it without your passphrase"),
        ("decrypt", decrypt, "let it lie in plain text again"),
        ("passphrase", change_passphrase, "take another passphrase"),
        ("recover", recover, "set a new passphrase with the recovery key"),
    ):
        acts.add_parser(name, help=what).set_defaults(act=act)
    key = acts.add_parser("key", help="your key, and those of others that were used")
    key.add_argument("what", nargs="?", choices=("trust", "export"), help="take a changed key; print your secret one")
    key.add_argument("person", nargs="?", metavar="HANDLE", help="whose changed key to take")
    key.set_defaults(act=show_key)
    file = acts.add_parser("open", help="print a sealed file that was left behind")
    file.add_argument("file", metavar="FILE")
    file.set_defaults(act=open_file)
    for name in ("unlock", "encrypt", "decrypt", "passphrase", "recover", "key", "open"):
        add_source(acts.choices[name])
    for name in READING:
        add_source(acts.choices[name])
        acts.choices[name].set_defaults(act=partial(_with_source, acts.choices[name].get_default("act")))


def _with_source(act: Act, session: Session, arguments: Namespace) -> int:
    """Carry out an act that reads; where it is told so the passphrase comes from a file descriptor."""
    if arguments.source is not None:
        secrets = Secrets(arguments.source)
        session.store.journals.keys.ask = lambda may_ask: (
            left_open(session) or (ask_key(session, secrets) if may_ask else None)
        )
    return act(session, arguments)


def tell_how_far(session: Session) -> None:
    """Say at a terminal how many records were sealed or opened, while it takes its time."""
    if sys.stderr.isatty():
        numbers = itertools.count(1)

        def each() -> None:
            if (number := next(numbers)) % EVERY == 0:
                session.talk(f"{number:,} records so far …")

        session.store.journals.keys.each = each


def left_open(session: Session) -> KeyPair | None:
    """The key of whoever acts, where an earlier command left it open."""
    tell_how_far(session)
    store, person = session.store, session.actor.by
    key = store.journals.keys.of(person)
    kept = unlocked.kept(store.id, person, store.clock()) if key else None
    return kept if key and kept and kept.public == key.public else None


def ask_key(session: Session, secrets: Secrets | None = None) -> KeyPair:
    """The key of whoever acts, opened with the passphrase that is asked for. Raises Refused."""
    key = sealing.key_of(session.store, session.actor.by)
    if not _tell_unfinished(session) and not key.seals:
        session.talk(sealing.still_sealed(session.store, session.actor.by) or SEALED_TO_YOU)
    return (secrets or Secrets()).opened(key)


def _tell_unfinished(session: Session) -> bool:
    """Say where sealing or laying open was broken off, and how it is finished; whether it was."""
    found = sealing.protection(session.store, session.actor.by)
    if not found.sound:
        session.talk(f"Your journal: {found.what}.")
    return not found.sound


def unlock(session: Session, arguments: Namespace) -> int:
    """Leave the key open in memory until it lies idle."""
    store, person = session.store, session.actor.by
    key = sealing.key_of(store, person)
    unlocked.check_place(store.id, person)
    pair = Secrets(arguments.source).opened(key)
    unlocked.keep(store.id, person, pair, store.clock(), timedelta(minutes=arguments.minutes))
    _tell_unfinished(session)
    session.talk(f"The journal of {person} is open. It locks when it lay idle for {arguments.minutes} minutes.")
    return session.result(person)


def lock(session: Session, arguments: Namespace) -> int:
    """Lock what was left open."""
    person = session.actor.by
    was_open = sealing.lock(session.store, person)
    session.talk(f"The journal of {person} {'is locked' if was_open else 'was not open'}.")
    return session.result(person)


def encrypt(session: Session, arguments: Namespace) -> int:
    """Seal the journal; a key that is there goes on being used."""
    store, actor, secrets = session.store, session.actor, Secrets(arguments.source)
    key = store.journals.keys.of(actor.by)
    plain = sealing.sessions_to_seal(store, actor.by)
    if key and key.seals and not plain and sealing.protection(store, actor.by).sound:
        session.talk("It is sealed already; nothing was changed.")
        return _told(session)
    session.talk(sealing.GOES)
    tell_how_far(session)
    is_told = False
    if key is None:
        key, recovery = identity.begin(secrets.ask_new())
        is_told = session.options.json and not secrets.is_asked
        hand_over(json.dumps({"recovery_key": recovery}) if is_told else recovery, secrets)
    sealing.encrypt(store, actor, key)
    return 0 if is_told else _told(session)


def decrypt(session: Session, arguments: Namespace) -> int:
    """Let the journal lie in plain text."""
    store, secrets = session.store, Secrets(arguments.source)
    tell_how_far(session)
    store.journals.keys.ask = lambda may_ask: ask_key(session, secrets)
    store.journals.keys.pair()
    session.talk(sealing.GOES)
    sealing.decrypt(store, session.actor)
    unlocked.forget(store.id, session.actor.by)
    return _told(session)


def change_passphrase(session: Session, arguments: Namespace) -> int:
    """Ask for the passphrase, and for another."""
    store, actor, secrets = session.store, session.actor, Secrets(arguments.source)
    pair = secrets.opened(sealing.key_of(store, actor.by))
    sealing.change_passphrase(store, actor, pair, secrets.ask_new())
    session.talk("The new passphrase opens the journal; the old one does not any more. The recovery key is the same.")
    return session.result(actor.by)


def recover(session: Session, arguments: Namespace) -> int:
    """Ask for the recovery key, and for a new passphrase."""
    store, actor, secrets = session.store, session.actor, Secrets(arguments.source)
    recovery = secrets.ask("Recovery key, its words with or without spaces")
    sealing.check_recovery(store, actor, recovery)
    is_new = sealing.recover(store, actor, recovery, secrets.ask_new())
    if is_new:
        session.talk(
            "The key itself was lost; there is a new one, and your journal is sealed to it. What others had sealed to "
            "the old one they must share again, and will be asked whether they trust the new one."
        )
    session.talk("The new passphrase opens the journal. The recovery key is the same; keep it.")
    return session.result(actor.by)


def show_key(session: Session, arguments: Namespace) -> int:
    """Print one's key and the pinned ones, take a changed one, or hand out the secret one."""
    if arguments.what == "trust":
        return _trust(session, arguments.person)
    if arguments.what == "export":
        pair = Secrets(arguments.source).opened(sealing.key_of(session.store, session.actor.by))
        put(pair.secret)
        session.talk("Whoever has this key reads your journal. `age -d -i FILE` takes it.")
        return 0
    return _told(session)


def open_file(session: Session, arguments: Namespace) -> int:
    """Print what stands in a sealed file."""
    path = Path(arguments.file)
    try:
        sealed = read_file(path).decode(errors="replace")
    except OSError as error:
        raise BadInput(f"{path} cannot be read: {error.strerror}.") from None
    pair = left_open(session) or ask_key(session, Secrets(arguments.source))
    session.text(unseal(sealed, pair.secret, path.name).decode(errors="replace").rstrip("\n"))
    return 0


def _trust(session: Session, handle: str | None) -> int:
    if not handle:
        session.talk("Say whose key: `workbench journal key trust HANDLE`.")
        return 2
    person = session.organization.person(handle)
    pins.trust(session.store.journals.keys.folder(session.actor.by), person.id, person.public_key)
    to = f"is sealed to {fingerprint(person.public_key)}" if person.public_key else "lies in plain text"
    session.talk(f"From now on what is for {person.id} {to}.")
    return session.result(person.id)


def _told(session: Session) -> int:
    store, person = session.store, session.actor.by
    key, found = store.journals.keys.of(person), sealing.protection(store, person)
    known = pins.read(store.journals.keys.folder(person))
    if session.options.json:
        told = {"id": person, "public_key": key.public if key else "", "sealed": bool(key and key.seals)}
        session.data({**told, "sound": found.sound, "protection": found.what, "pinned": known})
        return 0
    own = fingerprint(key.public) if key else "none"
    others = [[f"key of {other}", fingerprint(public)] for other, public in sorted(known.items()) if other != person]
    session.rows([["your key", own], ["public", key.public if key else ""], *others])
    session.talk(f"The journal of {person} is {found.what}.")
    kept = sealing.still_plain(store, person) if key and key.seals else sealing.still_sealed(store, person)
    if kept:
        session.talk(kept)
    return 0
