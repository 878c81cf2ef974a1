"""Laws of drawing: everything people write is escaped, and everything Slack draws has its element."""

from html.parser import HTMLParser

import pytest

from sandbox.face.blocks import block_node
from sandbox.face.html import tag, together
from sandbox.face.marked import link, marked, plain
from sandbox.face.surfaces import Offer, Surface
from sandbox.mrkdwn import Reader
from tests.sandbox.parts import (
    Json,
    actions,
    button,
    entry,
    mrkdwn,
    option,
    radio,
    section,
    select,
    typed,
)
from tests.sandbox.parts import (
    plain as plain_text,
)

READER = Reader(people={"U1": "Ana <b>"}, channels={"C1": "talk"}, tz="Europe/Berlin", locale="de-DE")
EVIL = '<img src=x onerror="alert(1)">'


def drawn(block: Json, **surface: object) -> str:
    """One block on a surface for Ana."""
    given: Json = {"name": "m1", "reader": READER, "people": (Offer(id="U1", words="Ana <b>"),), **surface}
    return str(block_node({"block_id": "b", **block}, Surface(**given)))


class Elements(HTMLParser):
    """What a browser would make of it."""

    def __init__(self) -> None:
        super().__init__()
        self.names: list[str] = []
        self.attributes: list[tuple[str, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.names.append(tag)
        self.attributes += [(name, value or "") for name, value in attrs]


def test_words_and_attributes_are_escaped() -> None:
    assert str(tag("p", EVIL)) == "<p>&lt;img src=x onerror=&quot;alert(1)&quot;&gt;</p>"
    assert "&quot;&gt;" in str(tag("input", value='">'))
    assert str(together("a", None, ["b", tag("br")])) == "ab<br>"


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("*bold*", "<strong>bold</strong>"),
        ("_it_", "<em>it</em>"),
        ("~no~", "<s>no</s>"),
        ("*_both_*", "<strong><em>both</em></strong>"),
        ("`a *b* <@U1>`", "<code>a *b* &lt;@U1&gt;</code>"),
        ("snake_case_word", "snake_case_word"),
        ("<@U1>", '<span class="mention">@Ana &lt;b&gt;</span>'),
        ("<#C1>", '<span class="mention">#talk</span>'),
        ("<!here>", '<span class="mention">@here</span>'),
        (":tada: :nobody_knows:", "🎉 :nobody_knows:"),
        ("<!date^1777885200^{date_num} {time}|x>", "2026-05-04 11:00"),
        ("&lt;b&gt; &amp;amp;", "&lt;b&gt; &amp;amp;"),
    ],
)
def test_marks_are_drawn_as_slack_draws_them(words: str, expected: str) -> None:
    assert str(marked(words, READER)) == f'<span class="words">{expected}</span>'


def test_quotes_lists_and_fences_are_blocks() -> None:
    html = str(marked("&gt; said\n• one\n• two\n```<x>\ny```", READER))
    assert "<blockquote>said</blockquote>" in html
    assert "<ul><li>one</li><li>two</li></ul>" in html
    assert "<pre><code>&lt;x&gt;\ny</code></pre>" in html


@pytest.mark.parametrize("address", ["javascript:alert(1)", "data:text/html,x", " javascript:alert(1)", "vbscript:x"])
def test_a_link_leads_only_where_a_browser_should_go(address: str) -> None:
    assert "<a" not in str(link(address, "click"))
    assert "<a" not in str(marked(f"<{address}|click>", READER))
    assert 'href="https://example.org/?a=1&amp;b=2"' in str(marked("<https://example.org/?a=1&amp;b=2|x>", READER))


def test_plain_text_obeys_no_marks() -> None:
    assert str(plain("*a*\n<b>")) == "*a*<br>&lt;b&gt;"


@pytest.mark.parametrize(
    "block",
    [
        section(EVIL),
        {"type": "header", "text": plain_text(EVIL)},
        {"type": "context", "elements": [mrkdwn(EVIL), {"type": "image", "image_url": EVIL, "alt_text": EVIL}]},
        {"type": "image", "image_url": "javascript:alert(1)", "alt_text": EVIL, "title": plain_text(EVIL)},
        actions(button(text=plain_text(EVIL), value=EVIL, url="javascript:alert(1)")),
        actions(button(confirm={key: plain_text(EVIL) for key in ("title", "text", "confirm", "deny")})),
        actions(select(0, options=[option(EVIL)], placeholder=plain_text(EVIL))),
        actions(radio(0, options=[option(EVIL, description=plain_text(EVIL))])),
        entry(typed(initial_value=EVIL, placeholder=plain_text(EVIL)), hint=plain_text(EVIL)),
        entry(typed(multiline=True, initial_value="</textarea>" + EVIL)),
        {"type": EVIL},
        {
            "type": "rich_text",
            "elements": [{"type": "rich_text_section", "elements": [{"type": "text", "text": EVIL}]}],
        },
    ],
)
def test_no_block_lets_html_through(block: Json) -> None:
    found = Elements()
    found.feed(drawn(block))
    assert "img" not in found.names
    assert not {name for name, _ in found.attributes if name.startswith("on")}
    assert not {value for name, value in found.attributes if name in {"href", "src"} and "javascript" in value}


def test_an_unknown_block_says_its_type() -> None:
    assert "Not drawn here: video" in drawn({"type": "video"})
    assert "Not drawn here: icon_button" in drawn(actions({"type": "icon_button", "action_id": "x"}))


def test_a_button_is_a_button_that_says_what_it_does() -> None:
    html = drawn(actions(button("yes", style="danger", value="v", accessibility_label="Yes, really")))
    assert html.count("<button") == 1
    for words in ('data-action="yes"', 'data-value="v"', 'data-block="b"', "button danger", 'aria-label="Yes, really"'):
        assert words in html


def test_a_picture_from_elsewhere_is_not_fetched() -> None:
    block = {"type": "image", "image_url": "https://example.org/x.png", "alt_text": "a boat"}
    assert "<img" not in drawn(block)
    assert 'aria-label="a boat"' in drawn(block)
    own = block | {"image_url": "http://127.0.0.1:1/files/x.png"}
    assert '<img src="http://127.0.0.1:1/files/x.png" alt="a boat"' in drawn(own, address="http://127.0.0.1:1")


def test_a_label_belongs_to_its_field_and_a_refusal_too() -> None:
    html = drawn(entry(typed(min_length=2)), errors={"b": "Say more"})
    assert 'for="m1-b-word"' in html
    assert 'id="m1-b-word"' in html
    assert 'aria-invalid="true"' in html
    assert 'aria-describedby="m1-b-word-error"' in html
    assert "Say more" in html


def test_what_is_chosen_is_shown_as_chosen() -> None:
    state = {"b": {"pick": {"type": "static_select", "selected_option": option("o1")}}}
    assert '<option value="o1" selected>' in drawn(actions(select()), state=state)
    moment = {"type": "datetimepicker", "action_id": "at", "initial_date_time": 1777885200}
    assert 'value="2026-05-04T11:00"' in drawn(actions(moment))


def test_a_menu_of_people_offers_them_by_name() -> None:
    html = drawn(actions({"type": "users_select", "action_id": "who"}))
    assert '<option value="U1">Ana &lt;b&gt;</option>' in html
