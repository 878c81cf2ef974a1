"""Laws of the builders: what they build is what Slack accepts."""

from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.views import parts
from bot.views.limits import problems
from bot.views.shorten import shorten

LONG = "Überlänge 👩‍💻 " * 500
ONE, TWO = parts.option("One", "1", "The first"), parts.option("Two", "2")


def shown(*blocks: parts.Block) -> dict[str, object]:
    """A message of these blocks, as it is sent."""
    return {"text": "hello", "blocks": list(blocks)}


FIELDS = {
    "words": parts.text_input("a", multiline=True, max_length=500, initial="So far", placeholder="Your words"),
    "no words yet": parts.text_input("a", initial=""),
    "number": parts.number_input("a", least=0, most=9, initial=0, placeholder="How many"),
    "day": parts.date_input("a", initial=date(2026, 5, 5), placeholder="When"),
    "time": parts.time_input("a", initial=time(0, 0), placeholder="When"),
    "no time yet": parts.time_input("a"),
    "person": parts.user_select("a", initial="U1", placeholder="Who"),
    "people": parts.multi_user_select("a", initial=["U1", "U2"], at_most=3),
    "channel": parts.channel_select("a", initial="C1"),
    "menu": parts.select("a", [ONE, TWO], initial=TWO, placeholder="Which"),
    "menu for several": parts.multi_select("a", [ONE, TWO], initial=[ONE], at_most=2, placeholder="Which"),
    "radio": parts.radio("a", [ONE, TWO], initial=ONE),
    "checkboxes": parts.checkboxes("a", [ONE, TWO], initial=[ONE, TWO]),
    "no box ticked": parts.checkboxes("a", [ONE, TWO]),
}


@pytest.mark.parametrize("field", FIELDS.values(), ids=FIELDS)
def test_each_field_stands_in_a_modal(field: parts.Element) -> None:
    asked = parts.input_block("Question", field, block_id="b", hint="Why", optional=True, dispatch=True)

    assert problems(parts.modal("Form", [asked], callback_id="c", submit="Save", close="Not now")) == []


def test_each_block_stands_in_a_message_and_in_the_home() -> None:
    sure = parts.confirm("Sure?", "There is no way back.", yes="Yes", no="No", style="danger")
    blocks = [
        parts.header("Hello"),
        parts.section("*Hello*", accessory=parts.overflow("more", [ONE, TWO], confirm=sure)),
        parts.plain_section("*Hello* as written"),
        parts.quote("<!channel> as written"),
        parts.context("small", "print"),
        parts.divider(),
        parts.actions(
            parts.button("Yes", "yes", "1", style="primary", confirm=sure),
            parts.button("Read", "read", url="https://example.org"),
            block_id="choices",
        ),
        parts.actions(parts.button("No", "no")),
    ]

    assert problems(shown(*blocks)) == []
    assert problems(parts.home(blocks)) == []


def test_a_modal_to_read_has_no_submit() -> None:
    view = parts.modal("Read", [parts.divider()], callback_id="c")

    assert problems(view) == []
    assert "submit" not in view


def test_labels_are_cut_at_slacks_limits() -> None:
    sure = parts.confirm(LONG, LONG, yes=LONG, no=LONG)
    long_option = parts.option(LONG, "1", LONG)
    field = parts.text_input("a", placeholder=LONG)

    assert problems(shown(parts.header(LONG), parts.plain_section(LONG), parts.quote(LONG))) == []
    assert problems(shown(parts.actions(parts.button(LONG, "a", confirm=sure), parts.select("b", [long_option])))) == []
    asked = parts.input_block(LONG, field, block_id="b", hint=LONG)
    assert problems(parts.modal(LONG, [asked], callback_id="c", submit=LONG, close=LONG)) == []


def test_peoples_words_never_reach_mrkdwn() -> None:
    words = "<!channel> *loud*"

    assert parts.plain_section(words)["text"] == {"type": "plain_text", "text": words, "emoji": True}
    assert parts.quote(words) == {
        "type": "rich_text",
        "elements": [{"type": "rich_text_quote", "elements": [{"type": "text", "text": words}]}],
    }


def test_a_message_carries_its_whole_meaning_in_text() -> None:
    message = parts.Message(text="Hello", blocks=(parts.section("*Hello*"),))

    assert problems({"text": message.text, "blocks": message.blocks}) == []


@given(st.text(), st.integers(min_value=1, max_value=20))
def test_shortened_words_fit_and_begin_as_they_began(text: str, limit: int) -> None:
    short = shorten(text, limit)

    assert len(short) <= limit
    assert short == text if len(text) <= limit else text.startswith(short.removesuffix("…"))


@given(
    st.lists(st.sampled_from(["a", " ", "e\u0301", "👍🏽", "👩\u200d💻", "🇩🇪"])), st.integers(min_value=4, max_value=20)
)
def test_a_cut_never_parts_what_is_read_as_one_character(characters: list[str], limit: int) -> None:
    text = "".join(characters)

    kept = shorten(text, limit).removesuffix("…")

    beginnings = ["".join(characters[:count]) for count in range(len(characters) + 1)]
    assert kept in {*beginnings, *(beginning.rstrip() for beginning in beginnings)}


@pytest.mark.parametrize(
    ("text", "limit", "short"),
    [
        ("hello", 5, "hello"),
        ("hello!", 5, "hell…"),
        ("hell o!", 6, "hell…"),
        ("cafe\u0301 noir", 5, "caf…"),
        ("me 👩‍💻 you", 6, "me…"),
        ("me 👍🏽 you", 5, "me…"),
        ("🇩🇪🇫🇷🇮🇹", 4, "🇩🇪…"),
        ("🇩🇪🇫🇷🇮🇹", 5, "🇩🇪🇫🇷…"),
        ("e" + "\u0301" * 9, 4, "e\u0301\u0301…"),
        ("hello", 1, "…"),
    ],
)
def test_what_shortening_does(text: str, limit: int, short: str) -> None:
    assert shorten(text, limit) == short
