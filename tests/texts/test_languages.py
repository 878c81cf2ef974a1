"""Laws of the bot's own words, in every language it speaks."""

import pytest

from bot.texts import Texts

TEXTS = Texts.load()


@pytest.mark.parametrize("language", sorted(TEXTS.languages))
def test_every_language_says_what_english_says(language: str) -> None:
    assert TEXTS.keys(language) == TEXTS.keys("en")


@pytest.mark.parametrize("language", sorted(TEXTS.languages))
def test_every_language_needs_the_slots_that_english_needs(language: str) -> None:
    shared = TEXTS.keys(language) & TEXTS.keys("en")

    assert [key for key in sorted(shared) if TEXTS.slots(key, language) != TEXTS.slots(key, "en")] == []
