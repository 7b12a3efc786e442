"""The Bot API peer parses texts as TDLib does: offsets in UTF-16 units, errors with byte offsets."""

import pytest

from tests.peer.entities import commands, trimmed
from tests.peer.errors import ApiError
from tests.peer.html import parse_html
from tests.peer.markdown import parse_markdown_v2


def entity(kind: str, offset: int, length: int, **more: str) -> dict[str, object]:
    return {"type": kind, "offset": offset, "length": length, **more}


@pytest.mark.parametrize(
    ("source", "text", "entities"),
    [
        ("<b>😀я</b>", "😀я", [entity("bold", 0, 3)]),
        ("<STRONG>a</STRONG>", "a", [entity("bold", 0, 1)]),
        ("a &lt;b&gt; &amp;&quot; &#1071; &#x42f;", 'a <b> &" Я Я', []),
        ("a & b &nbsp; c > d", "a & b &nbsp; c > d", []),
        ("<a href='https://e.org/?a=1&amp;b=2'>e</a>", "e", [entity("text_link", 0, 1, url="https://e.org/?a=1&b=2")]),
        ('<pre><code class="language-py">x</code></pre>', "x", [entity("pre", 0, 1, language="py")]),
        ("<blockquote expandable>q</blockquote>", "q", [entity("expandable_blockquote", 0, 1)]),
        ('<span class="tg-spoiler">s</span>', "s", [entity("spoiler", 0, 1)]),
        ("<b></b>x", "x", []),
        ("<b>x</>", "x", [entity("bold", 0, 1)]),
    ],
)
def test_html_becomes_text_and_entities(source, text, entities):
    assert parse_html(source) == (text, entities)


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        ("я <p>x</p>", 'Unsupported start tag "p" at byte offset 3'),
        ("2 < 3", 'Unsupported start tag "" at byte offset 2'),
        ("<b>x", 'Can\'t find end tag corresponding to start tag "b"'),
        ("<b><i>x</b></i>", 'Unmatched end tag at byte offset 7, expected "</i>", found "</b>"'),
        ("x</b>", "Unexpected end tag at byte offset 1"),
        ("<b", "Unclosed start tag at byte offset 0"),
        ("<b>x</b", "Unclosed end tag at byte offset 4"),
        ("<span>x</span>", 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
        ("<b>x</b><br/>", 'Unsupported start tag "br/" at byte offset 8'),
    ],
)
def test_bad_html_is_refused_in_telegrams_words(source, reason):
    with pytest.raises(ApiError) as refusal:
        parse_html(source)
    assert (refusal.value.code, refusal.value.description) == (400, f"Bad Request: can't parse entities: {reason}")


@pytest.mark.parametrize(
    ("source", "text", "entities"),
    [
        (
            r"*a* _b_ __c__ ~d~ ||e|| `f_`",
            "a b c d e f_",
            ["bold", "italic", "underline", "strikethrough", "spoiler", "code"],
        ),
        (r"1\. [x](https://e.org)", "1. x", ["text_link"]),
        ("```x.y```", "x.y", ["pre"]),
    ],
)
def test_markdown_becomes_text_and_entities(source, text, entities):
    parsed, found = parse_markdown_v2(source)
    assert (parsed, [e["type"] for e in found]) == (text, entities)


@pytest.mark.parametrize("source", ["a.", "(x)", "*a", "1 - 2", "[x](y"])
def test_unescaped_markdown_is_refused(source):
    with pytest.raises(ApiError, match="can't parse entities"):
        parse_markdown_v2(source)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("/start", ["/start"]), ("/start abc", ["/start"]), ("ну /stop@red_button_demo_bot и", ["/stop@red_button_demo_bot"]),
        ("https://e.org/start", []), ("и/или", []), ("/старт", []), ("😀 /a_1", ["/a_1"]), ("/a/b", []),
    ],
)  # fmt: skip
def test_commands_are_found_as_telegram_finds_them(text, found):
    encoded = text.encode("utf-16-le")
    spans = [(2 * e["offset"], 2 * (e["offset"] + e["length"])) for e in commands(text, [])]
    assert [encoded[start:end].decode("utf-16-le") for start, end in spans] == found


def test_blanks_around_a_text_go_and_entities_move_along():
    assert trimmed("  ab ", [entity("bold", 1, 4)]) == ("ab", [entity("bold", 0, 2)])
