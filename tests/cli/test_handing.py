"""Handoffs from the shell: offered, answered, written out, and looked back on."""

from datetime import date, timedelta
from html.parser import HTMLParser
from pathlib import Path

import pytest

from tests.cli.conftest import Run

WHY = "the rest is learned on the way"
TODAY = date.today()


@pytest.fixture
def offered(lakeside: Run) -> Run:
    """Order to cash, Ana's, offered to Zoë with a note."""
    made = lakeside("handoff", "offer", "P1", "zoe", "--because", WHY, "--note", "<b>Mind</b> the *crowns*")
    assert made.out == "H1\n"
    assert "Nothing moves until Zoë Brückner accepts: `workbench handoff accept H1`" in made.err
    return lakeside


def test_an_offer_is_listed_and_due_for_both_until_the_new_owner_accepts_it(offered: Run) -> None:
    assert offered("handoff", "list").out == "H1  offered  P1  Order to cash  Ana Lima → Zoë Brückner\n"
    assert "waits for Zoë Brückner" in offered("due", "--mine").out
    assert "take it over, from Ana Lima" in offered("--as", "zoe", "due", "--mine").out
    assert offered("handoff", "accept", "H1").err == (
        "Order to cash (H1) is offered to Zoë Brückner: only they answer it, or who acts for them. "
        "Here: --for zoe, where you act for them.\n"
    )
    unseen = "11 items were not looked at yet: look at each, or take over unseen what is left. Here: --all.\n"
    assert offered("--as", "zoe", "handoff", "accept", "H1").err == unseen
    said = offered("--as", "zoe", "handoff", "accept", "P1", "--all")
    assert said.code == 0
    assert said.err.startswith(f"P1 Order to cash is Zoë Brückner's from {TODAY} on.\n")
    assert "--template new-owner" in said.err
    assert "Zoë Brückner (zoe)" in offered("who", "P1").out
    assert offered("verify", "P1", "zoe").code == 0
    assert "H1 was accepted on" in offered("handoff", "withdraw", "P1").err
    assert offered("handoff", "list").code == 1
    assert offered("handoff", "list", "--all").lines == [
        f"H1  accepted  P1  Order to cash  Ana Lima → Zoë Brückner  from {TODAY}"
    ]


def test_it_is_offered_with_gaps_only_for_a_reason(lakeside: Run) -> None:
    said = lakeside("handoff", "offer", "P1", "zoe")
    assert said.code == 1
    assert "P1 Order to cash is not ready: 12 things are missing" in said.err
    assert "--because REASON" in said.err
    assert lakeside("handoff", "prepare", "P1", "zoe", "--on", "tomorrow", "--tell-back").out == "H1\n"
    assert lakeside("handoff", "set", "H1", "note", "-- mind the crowns").code == 0
    assert lakeside("handoff", "offer", "H1", "--note", "late").code == 1
    assert lakeside("--json", "handoff", "list").json[0]["state"] == "prepared"
    assert lakeside("--json", "handoff", "set", "H1", "effective", "").json["state"] == "prepared"
    assert "effective" not in lakeside("--json", "handoff", "show", "H1").json
    assert lakeside("--json", "handoff", "offer", "H1", "--because", WHY).json == {
        "id": "H1", "process": "P1", "state": "offered",
    }  # fmt: skip
    shown = lakeside("--json", "handoff", "show", "H1").json
    assert (shown["note"], shown["tell_back"], len(shown["unseen"])) == ("-- mind the crowns", True, 11)
    assert {"key": "steps", "there": False, "what": "no step is drawn"} in shown["ready"]


def test_items_go_back_and_the_teach_back_is_heard(offered: Run) -> None:
    zoe = ("--as", "zoe", "handoff")
    assert offered(*zoe, "item", "H1", "purpose", "rights").err == "9 items to look at.\n"
    assert offered(*zoe, "item", "H1", "steps", "--back", "none is drawn").code == 0
    assert offered(*zoe, "tell", "H1", "First the order, then the cash.").code == 0
    assert offered("handoff", "hear", "H1", "--comment", "and the bill?").code == 0
    assert offered(*zoe, "send-back", "H1").code == 0
    shown = offered("handoff", "show", "H1").out
    for words in ("purpose    accepted by Zoë Brückner", "steps      sent back by Zoë Brückner", "and the bill?"):
        assert words in shown
    assert f"{TODAY}  sent back by Zoë Brückner: steps: none is drawn" in shown


def test_it_is_declined_with_a_reason_or_withdrawn(offered: Run) -> None:
    said = offered("--as", "zoe", "handoff", "decline", "H1").err
    assert said == "Say why you decline it: the reason stays visible. Here: --because REASON.\n"
    assert offered("--as", "zoe", "handoff", "decline", "H1", "no time").code == 0
    assert offered("handoff", "withdraw", "H1").err.startswith("H1 was declined on")
    assert "H1 P1 Order to cash to Zoë Brückner: declined “no time”" in offered("history", "h1").out


def test_the_day_of_a_handoff_that_came_to_nothing_is_none_of_its_words(lakeside: Run) -> None:
    day = str(TODAY + timedelta(days=30))
    lakeside("handoff", "offer", "P1", "zoe", "--because", WHY, "--on", day)
    assert f"from {day}" in lakeside("handoff", "list").out
    lakeside("--as", "zoe", "handoff", "accept", "H1", "--all")
    assert "Here: --because REASON." in lakeside("handoff", "withdraw", "H1").err
    lakeside("handoff", "withdraw", "H1", "--because", "too soon")
    assert day not in lakeside("handoff", "list", "P1").out + lakeside("handoff", "show", "H1").out


def test_what_is_done_for_somebody_names_both_wherever_it_is_shown(lakeside: Run) -> None:
    lakeside("handoff", "offer", "P1", "zoe", "--because", WHY, "--tell-back")
    lakeside("person", "add", "kim", "--name", "Kim")
    acts_for = ("--as", "kim", "--for", "zoe")
    assert lakeside(*acts_for, "handoff", "item", "H1", "steps").code == 0
    assert lakeside(*acts_for, "handoff", "tell", "H1", "We bill, then we ask.").code == 0
    for shown in (lakeside("handoff", "show", "H1").out, lakeside("handoff", "packet", "H1").out):
        assert "accepted by Kim for Zoë Brückner" in shown
        assert "told back by Kim for Zoë Brückner" in shown
    kept = lakeside("--json", "handoff", "show", "H1").json
    assert (kept["items"]["steps"]["by"], kept["items"]["steps"]["acts_for"]) == ("kim", "zoe")


def test_who_owns_what_is_told_for_a_day_to_come_and_back_to_the_start(lakeside: Run) -> None:
    day = TODAY + timedelta(days=30)
    trial = ("--on", str(day), "--trial-until", str(day + timedelta(days=60)))
    lakeside("handoff", "offer", "P1", "zoe", "--because", WHY, *trial)
    lakeside("--as", "zoe", "handoff", "accept", "H1", "--all")
    assert f"Ana Lima (ana); Zoë Brückner from {day}" in lakeside("who", "P1").out
    assert lakeside("owned-by", "zoe").err == f"P1 Order to cash; Zoë Brückner from {day}.\n"
    lakeside("process", "set", "P1", "name", "Order to money")
    assert f"Ana Lima (ana); Zoë Brückner from {day}" in lakeside("who", "P1").out
    lakeside("process", "set", "P1", "name", "Order to cash")
    then = lakeside("who", "P1", "--as-of", str(day)).out
    assert "Zoë Brückner (zoe)" in then
    assert "Ana Lima" not in then
    assert lakeside("handoff", "owners", "P1").lines == [
        f"P1  Order to cash  Ana Lima      {TODAY} – {day}",
        f"P1  Order to cash  Zoë Brückner  from {day}          H1",
    ]
    owned = lakeside("--json", "handoff", "owners", "zoe").json
    assert [(one["process"], one["since"], one["handoff"]) for one in owned] == [
        ("P2", str(TODAY), ""),
        ("P1", str(day), "H1"),
    ]
    lakeside("person", "add", "sol", "--name", "Sol Adeyemi")
    assert lakeside("handoff", "owners", "sol").err == "Sol Adeyemi has never owned a process.\n"
    assert f"The trial of H1 begins on {day}" in lakeside("handoff", "confirm", "H1").err
    assert f"Ana Lima (ana); Zoë Brückner from {day}" in lakeside("show", "P1").out
    lakeside("process", "set", "P1", "owner", "zoe", "--because", "Ana is ill")
    assert f"until {TODAY}: then H2" in lakeside("handoff", "list", "P1").lines[0]


class Page(HTMLParser):
    """The tags of a page, and the text in it."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags, self.links, self.text = set[str](), list[str](), ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.links += [name for name, _ in attrs if name in ("src", "href") or name.startswith("on")]

    def handle_data(self, data: str) -> None:
        self.text += data


def test_the_packet_is_markdown_or_one_page_in_which_no_text_is_markup(offered: Run, tmp_path: Path) -> None:
    file = tmp_path / "packet.html"
    assert offered("handoff", "packet", "H1", "--html", "-o", str(file)).code == 0
    page = Page(file.read_text(encoding="utf-8"))
    assert "<b>Mind</b> the *crowns*" in page.text
    assert page.links == []
    assert not page.tags & {"script", "b", "link", "img", "iframe"}
    told = offered("handoff", "packet", "P1").out
    assert r"- **note**: \<b>Mind\</b> the \*crowns\*" in told
    assert "## Complaints and investigations" in told
    data = offered("--json", "handoff", "packet", "P1").json
    assert (data["name"], data["terms"]["note"], data["items"][5]["title"]) == (
        "1 Order to cash", "<b>Mind</b> the *crowns*", "complaints and investigations",
    )  # fmt: skip


def test_everything_that_somebody_holds_is_passed_on_in_one_sweep(lakeside: Run) -> None:
    lakeside("person", "add", "sol", "--name", "Sol Adeyemi")
    lakeside("process", "set", "P2", "performers", "+ana")
    assert lakeside("handoff", "sweep", "ana").lines == ["owns      P1  Order to cash", "performs  P2  Bill it"]
    said = lakeside("handoff", "sweep", "ana", "--to", "sol=P1", "--to", "zoe", "--because", "Ana goes to sea.")
    assert said.out == "H1  offered  P1  Order to cash  Ana Lima → Sol Adeyemi\n"
    assert said.err == "1 process offered; each new owner still accepts. Zoë Brückner performs Bill it now.\n"
    again = lakeside("handoff", "sweep", "ana", "--to", "zoe")
    why = "1 Order to cash is not passed on: its handoff to Sol Adeyemi is offered already; withdraw H1 first.\n"
    assert (again.code, again.err) == (1, f"Ana Lima holds nothing to pass on.\n{why}")
    named = lakeside("handoff", "sweep", "ana", "--to", "zoe=P1,P2")
    assert (named.code, named.err) == (1, f"{why}Ana Lima has nothing to pass on there: owns P2 Bill it.\n")
    assert lakeside("handoff", "sweep", "ana").err == why
    assert lakeside("person", "leave", "ana").code == 0
    assert "Order to cash" in lakeside("unowned").out
    assert lakeside("--as", "sol", "handoff", "accept", "H1", "--all").code == 0
    assert "Order to cash" not in lakeside("unowned").out


def test_after_a_handoff_an_owner_is_set_only_with_because(offered: Run) -> None:
    offered("--as", "zoe", "handoff", "accept", "H1", "--all")
    assert "was handed over: its owner changes by a handoff" in offered("process", "set", "P1", "owner", "ana").err
    assert offered("process", "set", "P1", "owner", "ana", "--because", "Zoë is ill").code == 0
    assert "H2 P1 Order to cash to Ana Lima: assigned “Zoë is ill”" in offered("history").out
    assert "Ana Lima (ana)" in offered("who", "P1").out


def test_one_who_leaves_is_told_all_that_hangs_on_them_and_how_it_is_passed_on(lakeside: Run) -> None:
    day = TODAY + timedelta(days=10)
    lakeside("handoff", "offer", "P1", "zoe", "--because", WHY, "--on", str(day))
    lakeside("--as", "zoe", "handoff", "accept", "H1", "--all")
    lakeside("process", "set", "P1", "coach", "zoe")
    said = lakeside("person", "leave", "zoe")
    assert said.err.splitlines() == [
        f"P1 Order to cash needs an owner from {day} on (H1).",
        "P2 Bill it needs an owner.",
        "Zoë Brückner coaches P1 Order to cash.",
        "`workbench handoff sweep zoe --to PERSON` passes all of it on.",
    ]
    assert "its coach Zoë Brückner has left" in lakeside("check").out
    assert "coach Zoë Brückner has left" in lakeside("due").out
    assert lakeside("handoff", "withdraw", "H1", "--because", "Zoë has left.").out == "H1\n"
    assert "withdrawn" in lakeside("handoff", "list", "--all").out


def test_check_names_a_handoff_where_nothing_else_moves_the_owner(offered: Run) -> None:
    offered("--as", "zoe", "handoff", "accept", "H1", "--all")
    offered("person", "leave", "zoe")
    assert "workbench handoff offer P1 PERSON" in offered("check").out
