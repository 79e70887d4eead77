"""A person's key: wrapped by a passphrase, opened by the recovery key as well, and never lost on the way."""

import json
import stat
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from workbench.store import identity
from workbench.store.errors import Damaged
from workbench.store.identity import Identity, NotTheRecoveryKey
from workbench.store.sealing import BadKey, new_pair, pair_of, seal, unseal
from workbench.store.wrapping import COST, Cost, NotWrapped, TooShort, WrongPassphrase, unwrapped, wrapped

CHEAP = Cost(memory=64, passes=1, lanes=1)
HERE = Path(__file__).parents[2]
FIRST = HERE / "tests" / "store" / "formats" / "key-1"


@pytest.fixture(scope="module")
def made() -> tuple[Identity, str]:
    return identity.begin("four words are good", CHEAP)


def test_the_passphrase_and_the_recovery_key_open_the_same_key(made: tuple[Identity, str]) -> None:
    key, recovery = made
    assert key.opened("four words are good") == key.recovered(recovery)
    assert key.opened("four words are good").public == key.public
    assert pair_of(recovery).public == key.recovery


def test_what_is_sealed_to_its_readers_opens_with_either(made: tuple[Identity, str]) -> None:
    key, recovery = made
    sealed = seal(b"mine", key.readers)
    secrets = (key.opened("four words are good").secret, recovery)
    assert [unseal(sealed, secret, "E1") for secret in secrets] == [b"mine", b"mine"]


def test_a_wrong_passphrase_is_refused_ten_times_in_the_same_words(made: tuple[Identity, str]) -> None:
    said = set[str]()
    for guess in (
        "",
        "x",
        "four words are goo",
        "four words are good ",
        "Four words are good",
        "ü",
        "\0",
        "a" * 9999,
        "1",
        "2",
    ):
        with pytest.raises(WrongPassphrase) as refused:
            made[0].opened(guess)
        said.add(str(refused.value))
    assert said == {
        "That passphrase does not open the key. Nothing was changed. "
        "`workbench journal recover` opens it with the recovery key."
    }


def test_a_passphrase_holds_however_its_accents_were_typed() -> None:
    key, _ = identity.begin("Café à Genève", CHEAP)
    assert key.opened("Cafe\u0301 a\u0300 Gene\u0300ve").public == key.public


@pytest.mark.parametrize("short", ["", "1234567", "       8"])
def test_a_passphrase_that_is_guessed_in_no_time_is_refused(short: str) -> None:
    with pytest.raises(TooShort, match="8 characters or more"):
        identity.begin(short, CHEAP)


def test_another_passphrase_opens_the_same_key_and_the_old_one_does_not(made: tuple[Identity, str]) -> None:
    key, recovery = made
    changed = key.rewrapped(key.opened("four words are good"), "five words are better still", CHEAP)
    assert changed.opened("five words are better still").public == key.public
    assert changed.recovered(recovery).public == key.public
    with pytest.raises(WrongPassphrase):
        changed.opened("four words are good")


def test_another_recovery_key_is_told_from_a_mistyped_one(made: tuple[Identity, str]) -> None:
    key, recovery = made
    with pytest.raises(NotTheRecoveryKey):
        key.recovered(new_pair().secret)
    with pytest.raises(BadKey):
        key.recovered(recovery.replace("Q", "P", 1) if "Q" in recovery else recovery[:-1])


def test_the_recovery_key_is_shown_in_groups_and_two_of_them_are_asked_back(made: tuple[Identity, str]) -> None:
    recovery = made[1]
    shown = identity.groups(recovery)
    assert "".join(shown) == recovery
    assert shown[0] == "AGE-SECRET-KEY-1"
    assert identity.has_groups(recovery, (3, 11), (shown[3].lower(), f" {shown[11]} "))
    assert not identity.has_groups(recovery, (3, 11), (shown[11], shown[3]))


def test_two_wraps_of_one_secret_share_nothing() -> None:
    one, other = (wrapped(b"secret", "four words are good", "x", CHEAP) for _ in range(2))
    assert not {one["salt"], one["nonce"], one["secret"]} & {other["salt"], other["nonce"], other["secret"]}


@pytest.mark.parametrize("field", ["salt", "nonce", "secret", "memory", "passes", "lanes", "public"])
def test_a_wrapped_key_in_which_anything_was_changed_does_not_open(made: tuple[Identity, str], field: str) -> None:
    key = made[0]
    doc, other = key.wrapped, wrapped(b"another", "four words are good", "x", Cost(128, 2, 2))
    changed = (
        replace(key, public=new_pair().public)
        if field == "public"
        else replace(key, wrapped={**doc, field: other[field]})
    )
    with pytest.raises(WrongPassphrase):
        changed.opened("four words are good")


@pytest.mark.parametrize(
    "field", [{"memory": 2**30}, {"memory": 1}, {"passes": 10**9}, {"passes": 0}, {"lanes": 255}, {"lanes": 0},
    {"memory": "64"}, {"memory": True}, {"kdf": "md5"}, {"salt": "%"}, {"secret": 7}, {"nonce": ""}, {"salt": ""}],
    ids=str,
)  # fmt: skip
def test_a_cost_that_nobody_pays_and_a_wrap_that_is_none_are_refused_at_once(field: dict[str, object]) -> None:
    doc = wrapped(b"secret", "four words are good", "x", CHEAP)
    with pytest.raises(NotWrapped):
        unwrapped({**doc, **field}, "four words are good", "x")


def test_the_cost_is_the_one_that_is_advised() -> None:
    assert COST == (65536, 3, 4)
    assert COST.is_sane


@pytest.mark.skipif(sys.platform != "linux", reason="limits the address space")
@pytest.mark.parametrize(("megabytes", "said"), [(400, "opened"), (80, "takes 64 MiB of memory, more than is free")])
def test_with_little_memory_the_key_opens_or_it_is_said_why_not(megabytes: int, said: str) -> None:
    program = (
        f"import resource; resource.setrlimit(resource.RLIMIT_AS, ({megabytes << 20}, {megabytes << 20}))\n"
        "from workbench.store.wrapping import wrapped, unwrapped\n"
        "try: print('opened', unwrapped(wrapped(b's', 'four words are good', 'x'), 'four words are good', 'x'))\n"
        "except Exception as error: print(error)"
    )
    found = subprocess.run([sys.executable, "-c", program], cwd=HERE, capture_output=True, text=True, timeout=60)
    assert (found.returncode, found.stderr) == (0, "")
    assert said in found.stdout


# The file


def test_a_key_is_kept_for_its_account_alone_and_read_back(made: tuple[Identity, str], tmp_path: Path) -> None:
    folder = tmp_path / "journal" / "ana"
    assert identity.read(folder) is None
    identity.keep(folder, made[0])
    assert identity.read(folder) == made[0]
    assert stat.S_IMODE((folder / "key.json").stat().st_mode) == 0o600
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_nothing_in_the_file_opens_anything(made: tuple[Identity, str], tmp_path: Path) -> None:
    key, recovery = made
    identity.keep(tmp_path, key)
    text = (tmp_path / "key.json").read_text()
    assert key.opened("four words are good").secret not in text
    assert recovery not in text


def test_a_torn_or_flipped_key_file_is_called_damaged_and_never_taken_for_none(
    made: tuple[Identity, str], tmp_path: Path
) -> None:
    identity.keep(tmp_path, made[0])
    whole = (tmp_path / "key.json").read_bytes()
    flipped = (whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :] for at in range(0, len(whole) - 1, 7))
    for data in [*(whole[:end] for end in range(0, len(whole) - 2, 7)), *flipped, b"[]", b"null", b"\xff" * 9]:
        (tmp_path / "key.json").write_bytes(data)
        with pytest.raises(Damaged, match="`workbench journal recover` makes it anew from the recovery key"):
            identity.read(tmp_path)


def test_a_key_that_the_first_version_wrote_opens() -> None:
    key = identity.read(FIRST)
    assert key is not None
    secret = "AGE-SECRET-KEY-1VV6WLZCFDTA3HWELXFLG2G86G7W287DQS9W32W23MV9RW9YHKV6S00TZCA"
    assert key.opened("correct horse battery") == key.recovered(secret)


def test_a_key_of_which_another_programs_format_is_told_is_not_guessed_at(
    made: tuple[Identity, str], tmp_path: Path
) -> None:
    identity.keep(tmp_path, made[0])
    path = tmp_path / "key.json"
    path.write_text(json.dumps({**json.loads(path.read_text()), "format": 2}))
    with pytest.raises(Damaged):
        identity.read(tmp_path)
