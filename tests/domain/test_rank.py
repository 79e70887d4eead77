"""The laws of the fractions by which siblings are ordered."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.domain.rank import after, between, is_rank, run, spread

RANKS = st.from_regex(r"[a-z]{0,6}[b-z]", fullmatch=True)


@given(RANKS, RANKS)
def test_there_is_always_a_rank_between_two(one: str, other: str) -> None:
    low, high = sorted([one, other])
    if low != high:
        made = between(low, high)
        assert low < made < high
        assert is_rank(made)


@given(RANKS)
def test_there_is_always_a_rank_before_the_first_and_behind_the_last(rank: str) -> None:
    assert "" < between("", rank) < rank
    assert between(rank, None) > rank
    assert after(rank) > rank
    assert all(map(is_rank, [between("", rank), between(rank, None), after(rank)]))


def test_the_first_of_all_stands_in_the_middle() -> None:
    assert between("", None) == "n"


@given(st.integers(0, 300))
def test_a_whole_list_of_ranks_is_in_order_and_has_no_doubles(number: int) -> None:
    ranks = spread(number)
    assert ranks == sorted(set(ranks))
    assert len(ranks) == number
    assert all(map(is_rank, ranks))


def test_two_thousand_ranks_of_a_list_are_short() -> None:
    assert max(map(len, spread(2_000))) <= 3


def test_a_thousand_added_one_behind_the_other_stay_in_order_and_short() -> None:
    ranks = ["n"]
    for _ in range(1_000):
        ranks.append(after(ranks[-1]))
    assert ranks == sorted(set(ranks))
    assert max(map(len, ranks)) <= 3


def test_a_hundred_pushed_into_the_same_gap_stay_in_order() -> None:
    low, high = "n", "o"
    for _ in range(100):
        high = between(low, high)
        assert low < high
        assert is_rank(high)


@given(RANKS, st.integers(0, 40))
def test_a_run_of_ranks_stands_in_its_gap(low: str, number: int) -> None:
    high = after(low)
    ranks = run(low, high, number)
    assert [low, *ranks, high] == sorted({low, *ranks, high})
    assert len(ranks) == number


@pytest.mark.parametrize("text", ["", "a", "na", "N", "n1", "é", "n "])
def test_not_every_text_is_a_rank(text: str) -> None:
    assert not is_rank(text)
