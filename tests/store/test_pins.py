"""A public key is pinned when it is first used; another one in its place is named and refused."""

import stat
from pathlib import Path

import pytest

from workbench.store import pins
from workbench.store.errors import Damaged
from workbench.store.pins import KeyChanged, NoKey
from workbench.store.sealing import BadKey, fingerprint, new_pair

SOL, EVE, BO = new_pair().public, new_pair().public, new_pair().public


def test_a_key_is_pinned_when_first_used(tmp_path: Path) -> None:
    folder = tmp_path / "journal"
    assert pins.pinned(folder, {"sol": SOL, "bo": BO}) == [SOL, BO]
    assert pins.read(folder) == {"sol": SOL, "bo": BO}
    assert stat.S_IMODE((folder / "pinned.json").stat().st_mode) == 0o600


def test_another_key_in_its_place_is_named_and_refused_until_it_is_trusted(tmp_path: Path) -> None:
    pins.pinned(tmp_path, {"sol": SOL})
    with pytest.raises(KeyChanged) as refused:
        pins.pinned(tmp_path, {"bo": BO, "sol": EVE})
    assert fingerprint(SOL) in str(refused.value)
    assert fingerprint(EVE) in str(refused.value)
    assert "workbench journal key trust sol" in str(refused.value)
    assert pins.read(tmp_path) == {"sol": SOL}
    pins.trust(tmp_path, "sol", EVE)
    assert pins.pinned(tmp_path, {"sol": EVE}) == [EVE]


def test_whoever_has_no_key_or_none_that_is_one_gets_nothing_sealed(tmp_path: Path) -> None:
    with pytest.raises(NoKey, match="sol has no public key yet"):
        pins.pinned(tmp_path, {"bo": BO, "sol": ""})
    with pytest.raises(BadKey):
        pins.pinned(tmp_path, {"bo": BO, "sol": "age1nonsense"})
    with pytest.raises(BadKey):
        pins.trust(tmp_path, "sol", "age1nonsense")
    assert pins.read(tmp_path) == {}


@pytest.mark.parametrize("text", ["", "[]", '{"sol": 7}', "{"])
def test_damaged_pins_are_no_reason_to_trust_everybody_anew(tmp_path: Path, text: str) -> None:
    (tmp_path / "pinned.json").write_text(text)
    for use in (lambda: pins.pinned(tmp_path, {"sol": EVE}), lambda: pins.trust(tmp_path, "sol", EVE)):
        with pytest.raises(Damaged, match="it holds no pinned keys"):
            use()
