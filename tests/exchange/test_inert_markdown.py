"""What goes out as Markdown is read as it was typed: CommonMark makes nothing of what stands in a text."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from markdown_it import MarkdownIt
from markdown_it.token import Token

from workbench.exchange.formats import write

HARMLESS = {
    "text", "softbreak", "hardbreak", "code_inline", "strong_open", "strong_close", "inline", "bullet_list_open",
    "bullet_list_close", "list_item_open", "list_item_close", "paragraph_open", "paragraph_close",
}  # fmt: skip
HOSTILE = (
    "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "<!-- x", "<b>bold</b>", "&lt;script&gt; &#60;b&#62;",
    "[a](javascript:alert(1))", "[a]: http://evil.example", "![a](http://evil.example/x.png)", "<http://evil.example>",
    "<a@evil.example>", "`code`", "``` fence", "~~~", "*so* **so** _so_ __so__ ***so***", "# no heading", "1. no list",
    "- no item", "+ no item", "* no item", "> no quote", "---", "***", "===", "| a | b |", "a | b", "\\", "a\\",
    "\\[x]", "x\\`y`", "$x$ :smile: ~~gone~~", "a](b", "[x] done", "[^1]", "  - deep", "\\<b>", "(owner: ana)", "5)",
)  # fmt: skip
parser = MarkdownIt("commonmark").enable(["table", "strikethrough"])


def tokens(data: bytes) -> Iterator[Token]:
    for token in parser.parse(data.decode()):
        yield token
        yield from token.children or ()


@pytest.mark.parametrize("text", HOSTILE)
def test_a_text_is_read_as_it_was_typed(text: str, an_organization: Callable[[], Any]) -> None:
    built = an_organization().person("ana", text).process(text, owner="ana", description=f"{text}\n\nand\n{text}")
    for organization in (built.built(), an_organization().process("Sell", named_owner=text).built()):
        data = write("markdown", organization)
        found = list(tokens(data))
        assert {token.type for token in found} <= HARMLESS
        read = "".join(token.content if token.children is None else "\n" for token in found)
        assert text.strip() in read


def test_a_code_is_read_as_it_was_typed(an_organization: Callable[[], Any]) -> None:
    for code in ("<script>", "1`2", "``", "[a](b)", "*"):
        data = write("markdown", an_organization().process("Sell", code=code).built())
        assert code in [token.content for token in tokens(data)]
        assert {token.type for token in tokens(data)} <= HARMLESS
