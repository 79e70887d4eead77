"""No file that goes out holds anything a terminal would obey on which it is shown, whatever was in the store."""

import json
import unicodedata
from collections.abc import Callable
from typing import Any

import pytest

from workbench.exchange.formats import write

HOSTILE = "a\x1b]52;c;eA==\x07b\x9b31mc\u202ed\x00\x7fe\u2028f\x85g\U000e0041"


@pytest.mark.parametrize("kind", ["csv", "people-csv", "json", "markdown", "text"])
def test_what_goes_out_can_be_shown(kind: str, an_organization: Callable[[], Any]) -> None:
    texts = {field: HOSTILE for field in ("code", "description", "purpose", "trigger", "result", "decision_rights")}
    built = an_organization().person("ana", HOSTILE, contacts=frozenset([HOSTILE])).customer("C1", HOSTILE)
    data = write(kind, built.process(HOSTILE, owner="ana", tags=frozenset([HOSTILE]), **texts).built())
    said = data.decode()
    assert not {c for c in said if unicodedata.category(c) in ("Cc", "Cs")} - {"\n", "\t"}
    assert not {c for c in said if "\u202a" <= c <= "\u202e" or c in "\u2028\U000e0041"}
    if kind == "json":
        assert json.loads(said)["processes"][0]["name"] == HOSTILE
