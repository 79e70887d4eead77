"""Proposals from the shell."""

import io
import sys

import pytest

from tests.cli.conftest import Run


def test_a_proposal_goes_from_standard_input_to_a_version(lakeside: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    lakeside("person", "add", "zoe", "--name", "Zoë Brückner")
    lakeside("process", "set", "P1", "owner", "zoe")
    lakeside("document", "P1", "publish", "How it is done")
    monkeypatch.setattr(sys, "stdin", io.StringIO("Bill by mail\nPaper is slow.\nAnd dear.\n"))
    assert lakeside("propose", "add", "P1", "-").out == "G1\n"
    shown = lakeside("--json", "propose", "show", "g1").json
    assert (shown["name"], shown["why"], shown["waits"]) == ("Bill by mail", "Paper is slow.\nAnd dear.", True)
    assert "decide: Bill by mail" in lakeside("--as", "zoe", "due", "--mine").out
    refused = lakeside("propose", "accept", "G1")
    assert refused.code == 1
    assert refused.err.startswith("Only Zoë Brückner decides on G1")
    accepted = lakeside("--json", "--for", "zoe", "propose", "accept", "G1", "--minor")
    assert accepted.json == {"id": "G1", "process": "P1", "state": "accepted", "version": "V2"}
    assert accepted.err == "V2 is published with it. Now write it into the process, and publish that.\n"
    (line,) = lakeside("propose", "list", "--mine").lines
    assert "accepted by Ana Lima for Zoë Brückner on " in line
    assert lakeside("propose", "list", "--open").code == 1


def test_what_was_written_before_it_is_accepted_is_in_the_version_that_it_becomes(lakeside: Run) -> None:
    lakeside("document", "P1", "publish", "How it is done")
    lakeside("propose", "add", "P1", "Bill by mail")
    lakeside("process", "set", "P1", "trigger", "A mail")
    assert lakeside("propose", "accept", "G1").err == "V2 is published with it.\n"
    assert "A mail" in lakeside("document", "P1", "diff", "V1", "V2").out


def test_what_is_declined_says_why_and_what_is_taken_back_is_the_proposers(lakeside: Run) -> None:
    lakeside("person", "add", "zoe", "--name", "Zoë Brückner")
    lakeside("process", "set", "P1", "owner", "ana")
    lakeside("--as", "zoe", "propose", "add", "P1", "Bill by mail", "--why", "Paper is slow")
    lakeside("--as", "zoe", "propose", "add", "P1", "Bill twice")
    assert lakeside("propose", "withdraw", "G2").err.startswith("G2 is a proposal of Zoë Brückner")
    assert lakeside("--as", "zoe", "propose", "withdraw", "G2").out == "G2\n"
    refused = lakeside("propose", "decline", "G1")
    why = "Say why it is declined: whoever proposed it reads the reason. Here: --because REASON.\n"
    assert (refused.code, refused.err) == (1, why)
    lakeside("propose", "decline", "G1", "--because", "Firms want paper.")
    assert "your proposal G1 was declined: Firms want paper." in lakeside("--as", "zoe", "due", "--mine").out
    assert "your proposal" not in lakeside("due", "--mine").out
    assert "proposed   G1 Bill by mail: declined by Ana Lima" in lakeside("sight", "P1", "zoe").out
    assert [one["state"] for one in lakeside("--json", "propose", "list", "P1").json] == ["withdrawn", "declined"]
