"""Laws of people's own words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.texts import escape, tame

# Aimed at what the rules are about; plain random text rarely meets it.
TRICKY = st.text(st.sampled_from("ab<>&! \t\n\r\u2028\u200b\u200c\u200d\u202e\u2066\ufeff\x00é👩💻ا@#|")) | st.text()


@given(TRICKY)
def test_taming_twice_is_taming_once(words: str) -> None:
    assert tame(tame(words)) == tame(words)


@given(TRICKY)
def test_tamed_words_hold_nothing_that_hides_or_reorders(words: str) -> None:
    tamed = tame(words)

    assert not set(tamed) & set("\u200b\u200e\u200f\u202a\u202e\u2066\u2069\ufeff\x00\r\x1b")
    assert "\n\n\n" not in tamed
    assert tamed == tamed.strip()


@given(TRICKY)
def test_no_mention_link_or_broadcast_survives_escaping(words: str) -> None:
    escaped = escape(words)

    assert "<" not in escaped
    assert ">" not in escaped
    assert escaped.replace("&amp;", "").replace("&lt;", "").replace("&gt;", "").count("&") == 0


@given(TRICKY)
def test_escaping_loses_none_of_the_tamed_words(words: str) -> None:
    assert escape(words).replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&") == tame(words)


@pytest.mark.parametrize(
    ("words", "escaped"),
    [
        ("<!channel>", "&lt;!channel&gt;"),
        ("<\u200d!here>", "&lt;!here&gt;"),
        ("<@U123|Ana> & <https://example.org|me>", "&lt;@U123|Ana&gt; &amp; &lt;https://example.org|me&gt;"),
    ],
)
def test_words_that_slack_would_obey_are_shown_as_they_are(words: str, escaped: str) -> None:
    assert escape(words) == escaped


@pytest.mark.parametrize(
    ("words", "tamed"),
    [
        ("  hello \n", "hello"),
        ("one\r\ntwo\u2028three", "one\ntwo\nthree"),
        ("one\n\ntwo", "one\n\ntwo"),
        ("one\n \n\t\n\u00a0\ntwo", "one\n\ntwo"),
        ("pay\u202egnihton", "paygnihton"),
        ("a\u200db\u200d\u200dc", "abc"),
        ("nul\x00 and bell\x07", "nul and bell"),
    ],
)
def test_what_taming_does(words: str, tamed: str) -> None:
    assert tame(words) == tamed


@pytest.mark.parametrize("words", ["👩‍💻", "می‌خواهم", "क्‍ष", "👍🏽", "Zoë"])
def test_emoji_and_scripts_that_need_joiners_keep_them(words: str) -> None:
    assert tame(words) == words


def test_a_lone_surrogate_is_taken_out_before_it_breaks_an_encoder() -> None:
    assert tame("a\ud800b") == "ab"
