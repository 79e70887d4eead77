"""No bytes bring anything but an outline or a sentence."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.domain.errors import BadInput
from workbench.exchange.formats import read

_pieces = st.sampled_from(
    [
        '"',
        ",",
        ";",
        "\n",
        "\r",
        "name",
        "code",
        "owner",
        "{",
        "}",
        "[",
        "]",
        ":",
        "- ",
        "# ",
        "1.",
        "\t",
        "  ",
        "\0",
        "é",
        "`",
    ]
)


@pytest.mark.parametrize("format", ["csv", "json", "markdown", "text", None])
@given(st.one_of(st.binary(max_size=60), st.lists(_pieces, max_size=30).map(lambda parts: "".join(parts).encode())))
def test_any_bytes_are_read_or_refused(format: str | None, data: bytes) -> None:
    with suppress(BadInput):
        outline = read(data, "file", format=format)
        assert all(row.name for row in outline.processes)
        assert all(person.name for person in outline.people)
        assert all(row.above is None or row.above < place for place, row in enumerate(outline.processes))
