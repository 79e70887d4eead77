"""Proposals in the engineer's pane: written, decided by the owner, withdrawn, and gone on with after a break."""

from typing import TYPE_CHECKING

import pytest

from workbench.domain.process import Process
from workbench.screens.proposals_pane import ProposalsPane
from workbench.services import chart

if TYPE_CHECKING:
    from tests.screens.conftest import Desk, Golden, Sitting

EXAMINE = ("down", "down", "down", "2")


def p4(desk: "Desk") -> Process:
    return desk.store.organization.processes["P4"]


async def own(desk: "Desk") -> None:
    """Stand on the proposals of a process that is owned by whoever sits here."""
    desk.app.act(chart.set_fields, p4(desk), {"owner": desk.app.actor.by}, "they take it over")
    await desk.press(*EXAMINE, "C")


async def test_anybody_proposes_and_withdraws_and_only_the_owner_decides(sample: "Sitting") -> None:
    async with sample() as desk:
        await desk.press(*EXAMINE, "C", "enter")
        assert desk.sentence.startswith("Only Dr Chidi Okafor decides on G2")
        await desk.press("a")
        await desk.burst("A mirror at the chair")
        await desk.press("down")
        await desk.burst("People see what we see.")
        await desk.press("ctrl+s")
        assert "A mirror at the chair" in desk.text
        assert "People see what we see." in desk.text
        await desk.press("w")
        assert [str(one.state) for one in p4(desk).proposals] == ["open", "withdrawn"]
        await desk.press("u")
        assert [str(one.state) for one in p4(desk).proposals] == ["open", "open"]


async def test_what_the_owner_accepts_is_published_in_one_change(sample: "Sitting") -> None:
    async with sample() as desk:
        await own(desk)
        before = desk.store.position
        await desk.press("enter", "a")
        assert desk.store.position == before + 1
        assert desk.sentence.startswith("G2 is accepted. V2 is published with it.")
        assert p4(desk).versions[-1].comment == "Take the images on the way in (G2, proposed by Łukasz Wójcik)"
        assert "It is yet to be written into the process" in desk.text


async def test_what_is_declined_shows_its_reason(sample: "Sitting") -> None:
    async with sample() as desk:
        await own(desk)
        await desk.press("enter", "d")
        await desk.burst("There is no room for it.")
        await desk.press("ctrl+s")
        assert "declined by " in desk.text
        assert "There is no room for it." in desk.text
        assert len(p4(desk).versions) == 1


async def test_a_reason_that_was_being_written_is_offered_again(sample: "Sitting", later: "Sitting") -> None:
    async with sample() as desk:
        await own(desk)
        await desk.press("enter", "c")
        await desk.burst("Only in the morning")
    async with later() as desk:
        await desk.press("enter", "ctrl+s")
        (proposal,) = p4(desk).proposals
        assert (proposal.state, proposal.because) == ("changed", "Only in the morning")


@pytest.mark.parametrize(("width", "height"), [(80, 24), (120, 40)])
async def test_the_proposals_of_the_sample_look_as_they_should(
    sample: "Sitting", golden: "Golden", width: int, height: int
) -> None:
    async with sample((width, height)) as desk:
        await desk.press(*EXAMINE, "C")
        golden(desk, f"proposals-{width}x{height}")


async def test_what_waits_leads_to_the_proposal(sample: "Sitting") -> None:
    async with sample() as desk:
        await desk.press("5")
        at = next(n for n, line in enumerate(desk.lines) if "decide: Take the images" in line)
        await desk.press(*["down"] * (at - 2))
        assert "Łukasz Wójcik proposes it:" in desk.text
        assert "The patient sits six minutes in the chair" in desk.text
        await desk.press("enter")
        assert "Proposals · 1.3 Examine and explain" in desk.text
        assert desk.app.screen.query_one("#place-proposals", ProposalsPane).proposal is not None
