"""What is sealed is opened by the keys it was sealed to, with the plain `age` tool too, and by nothing else."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from workbench.store import sealing
from workbench.store.sealing import BadKey, NoSealing, Unopened, fingerprint, new_pair, opened_doc, sealed_doc

ANA, SOL, EVE = new_pair(), new_pair(), new_pair()
ENTRY = {"on": "2026-11-22", "text": "Told Sol: “Kündigung?” 不\u202e\n\n# Stille 🦷", "tags": ["self"]}


def test_each_of_the_keys_it_was_sealed_to_opens_it_and_no_other() -> None:
    doc = sealed_doc("ana/E1", ENTRY, [ANA.public, SOL.public])
    assert opened_doc("ana/E1", doc, ANA.secret) == opened_doc("ana/E1", doc, SOL.secret) == ENTRY
    with pytest.raises(Unopened, match="E1 cannot be opened: it is damaged, or was sealed to another key"):
        opened_doc("ana/E1", doc, EVE.secret)


def test_nothing_of_a_sealed_document_can_be_read() -> None:
    doc = json.dumps(sealed_doc("ana/E1", ENTRY, [ANA.public]))
    assert not [word for word in ("2026-11", "K\\u00fcnd", '"text"', "ana/E1") if word in doc]


def test_what_was_sealed_in_one_place_is_not_taken_for_another() -> None:
    doc = sealed_doc("ana/E1", ENTRY, [ANA.public])
    for place in ("ana/E2", "sol/E1"):
        with pytest.raises(Unopened):
            opened_doc(place, doc, ANA.secret)


@pytest.mark.parametrize(
    "content", [b"", b"[]", b"no json", b'{"place":"ana/E1"}', b'{"place":"ana/E1","doc":[]}', b"\xff"]
)
def test_what_somebody_else_sealed_to_the_same_key_is_no_document(content: bytes) -> None:
    with pytest.raises(Unopened):
        opened_doc("ana/E1", {"sealed": sealing.seal(content, [ANA.public])}, ANA.secret)


def test_every_flipped_bit_and_every_cut_is_noticed() -> None:
    sealed = sealed_doc("ana/E1", {"text": "short"}, [ANA.public])["sealed"]
    lines = sealed.splitlines(keepends=True)
    whole = "".join(lines[1:-1])
    for at, letter in enumerate(whole.rstrip("\n=")):
        if letter == "\n":
            continue
        other = whole[:at] + chr(ord(letter) ^ 1) + whole[at + 1 :]
        with pytest.raises(Unopened):
            opened_doc("ana/E1", {"sealed": lines[0] + other + lines[-1]}, ANA.secret)
    for end in range(len(sealed.rstrip())):
        with pytest.raises(Unopened):
            opened_doc("ana/E1", {"sealed": sealed[:end]}, ANA.secret)


def test_a_text_of_a_megabyte_comes_back_as_it_was() -> None:
    doc = {"text": "Zeile 不\n" * 100_000}
    assert opened_doc("ana/E1", sealed_doc("ana/E1", doc, [ANA.public]), ANA.secret) == doc


@pytest.mark.parametrize(
    "text",
    ["", "age1", ANA.secret, ANA.public[:-1], f"age1{'q' * 58}", "ssh-ed25519 AAAA"],
    ids=["nothing", "a prefix", "a secret key", "a letter short", "a wrong sum", "of ssh"],
)
def test_what_is_no_public_key_is_refused_before_anything_is_sealed(text: str) -> None:
    with pytest.raises(BadKey, match="no public key of age"):
        sealing.public_key(text)
    with pytest.raises(BadKey):
        sealing.seal(b"secret", [ANA.public, text])


def test_a_secret_key_is_read_in_the_groups_in_which_it_was_written_down() -> None:
    assert sealing.pair_of("  ".join(ANA.secret[at : at + 4] for at in range(0, 74, 4)).lower()) == ANA
    with pytest.raises(BadKey, match="a letter may be missing or mistyped"):
        sealing.pair_of(ANA.secret[:-1])


def test_a_secret_key_shows_in_no_trace() -> None:
    assert ANA.secret not in repr(ANA)
    assert ANA.public in repr(ANA)


def test_a_fingerprint_is_short_and_differs() -> None:
    key = "age1633j2hxmd0wdacvy2tq7gqsyzqrqnn8fm3cmhyaf0uete56etdeq97qgcd"
    assert fingerprint(key) == "5972 4c60 cd4f e5b5 d7b3"
    assert fingerprint(ANA.public) != fingerprint(SOL.public)


def test_without_the_packages_it_is_said_how_to_get_them(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyrage", None)
    with pytest.raises(NoSealing, match=r"pip install 'process-workbench\[private\]'"):
        new_pair()


@pytest.mark.skipif(not shutil.which("age"), reason="the age tool is not installed")
def test_the_plain_age_tool_opens_what_was_sealed(tmp_path: Path) -> None:
    (tmp_path / "key.txt").write_text(SOL.secret)
    sealed = sealed_doc("ana/E1", ENTRY, [ANA.public, SOL.public])["sealed"]
    command = ["age", "-d", "-i", str(tmp_path / "key.txt")]
    found = subprocess.run(command, input=sealed.encode(), capture_output=True, check=True, timeout=30)
    assert json.loads(found.stdout)["doc"] == ENTRY


@pytest.mark.skipif(not shutil.which("age"), reason="the age tool is not installed")
def test_what_the_plain_age_tool_sealed_opens() -> None:
    command = ["age", "-a", "-r", ANA.public]
    content = json.dumps({"place": "ana/E1", "doc": ENTRY}).encode()
    found = subprocess.run(command, input=content, capture_output=True, check=True, timeout=30)
    assert opened_doc("ana/E1", {"sealed": found.stdout.decode()}, ANA.secret) == ENTRY
