"""Laws of the catalogue of texts, with a small one of its own."""

from datetime import UTC, date, datetime, time
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bot.texts import BrokenTexts, Given, Texts, UnknownText, WrongSlots

ENGLISH = """
hello = "Hello {name}!"
braces = "{{kept}}"

[meeting]
title = "Meetings"
next = "Next: {when:datetime}"
day = "On {when:day}"
date = "Since {when:date}"
time = "At {when:time}"
held.one = "{n} meeting with {who}"
held.other = "{n} meetings with {who}"
people = "With {names:list}"
either = "{names:choice}"
lines = '''
one
two'''

[meeting.other]
kept = "A table that only begins like a plural"
"""
GERMAN = """
hello = "Hallo {name}!"
[meeting]
next = "Als Nächstes: {when:datetime}"
day = "Am {when:day}"
date = "Seit {when:date}"
time = "Um {when:time}"
people = "Mit {names:list}"
either = "{names:choice}"
[meeting.held]
one = "{n} Treffen mit {who}"
other = "{n} Treffen mit {who}"
"""
POLISH = """
[meeting.held]
one = "{n} spotkanie z {who}"
few = "{n} spotkania z {who}"
many = "{n} spotkań z {who}"
other = "{n} spotkania z {who}"
"""
IN_VIENNA = datetime(2026, 5, 5, 15, 30, tzinfo=ZoneInfo("Europe/Vienna"))


@pytest.fixture
def texts(tmp_path: Path) -> Texts:
    """English and German, and a little Polish."""
    for language, words in {"en": ENGLISH, "de": GERMAN, "pl": POLISH}.items():
        (tmp_path / f"{language}.toml").write_text(words, encoding="utf-8")
    return Texts.load(tmp_path)


def load(folder: Path, words: str, name: str = "en.toml") -> Texts:
    """Load a folder of one file."""
    (folder / name).write_text(words, encoding="utf-8")
    return Texts.load(folder)


def said(texts: Texts, key: str, locale: str, **slots: Given) -> str:
    """What is said, with the narrow spaces of CLDR made plain."""
    return texts.say(key, locale, **slots).replace("\u202f", " ").replace("\xa0", " ")


def test_each_language_is_spoken_to_its_readers_and_english_to_all_others(texts: Texts) -> None:
    assert texts.languages == {"en", "de", "pl"}
    wishes = ["de", "de-AT", "de_CH", "en-GB", "fr-FR", "", "???", "xx-XX"]
    assert [texts.resolve(wish) for wish in wishes] == ["de", "de", "de", "en", "en", "en", "en", "en"]
    assert texts.say("hello", "de-AT", name="Ana") == "Hallo Ana!"
    assert texts.say("hello", "sv-SE", name="Ana") == "Hello Ana!"


def test_nested_tables_are_looked_up_by_dotted_keys(texts: Texts) -> None:
    assert texts.say("meeting.title", "en") == "Meetings"
    assert texts.say("meeting.lines", "en") == "one\ntwo"
    assert texts.say("meeting.other.kept", "en").startswith("A table")
    assert {"hello", "meeting.title", "meeting.held"} < texts.keys("en")
    assert "meeting" not in texts.keys("en")
    assert "meeting.held.one" not in texts.keys("en")


def test_a_text_knows_its_slots(texts: Texts) -> None:
    assert texts.slots("hello", "en") == {"name"}
    assert texts.slots("meeting.held", "de") == {"n", "who"}
    assert texts.slots("meeting.title", "en") == frozenset()


def test_double_braces_are_braces(texts: Texts) -> None:
    assert texts.say("braces", "en") == "{kept}"


@pytest.mark.parametrize(
    ("locale", "n", "expected"),
    [
        ("en", 1, "1 meeting with Ben"),
        ("en", 0, "0 meetings with Ben"),
        ("en-US", 1234, "1,234 meetings with Ben"),
        ("de-DE", 1234, "1.234 Treffen mit Ben"),
        ("pl", 2, "2 spotkania z Ben"),
        ("pl", 5, "5 spotkań z Ben"),
    ],
)
def test_plurals_follow_the_rules_of_the_language(texts: Texts, locale: str, n: int, expected: str) -> None:
    assert said(texts, "meeting.held", locale, n=n, who="Ben") == expected


@pytest.mark.parametrize(
    ("key", "locale", "expected"),
    [
        ("meeting.date", "en-US", "Since May 5, 2026"),
        ("meeting.date", "en-GB", "Since 5 May 2026"),
        ("meeting.date", "de-AT", "Seit 5. Mai 2026"),
        ("meeting.date", "fr-FR", "Since May 5, 2026"),
        ("meeting.day", "en-US", "On Tue, May 5"),
        ("meeting.day", "de-DE", "Am Di., 5. Mai"),
        ("meeting.time", "en-US", "At 3:30 PM"),
        ("meeting.time", "de-DE", "Um 15:30"),
        ("meeting.next", "en-US", "Next: Tue, May 5, 3:30 PM"),
        ("meeting.next", "de-DE", "Als Nächstes: Di., 5. Mai, 15:30"),
    ],
)
def test_dates_and_times_are_written_as_usual_where_the_reader_is(
    texts: Texts, key: str, locale: str, expected: str
) -> None:
    assert said(texts, key, locale, when=IN_VIENNA) == expected


def test_a_day_may_come_without_a_time_and_a_time_without_a_day(texts: Texts) -> None:
    assert texts.say("meeting.day", "en", when=date(2026, 5, 5)) == "On Tue, May 5"
    assert said(texts, "meeting.time", "en", when=time(9, 0)) == "At 9:00 AM"


def test_lists_are_joined_as_the_language_does(texts: Texts) -> None:
    assert texts.say("meeting.people", "en-US", names=["Ana"]) == "With Ana"
    assert texts.say("meeting.people", "en-US", names=("Ana", "Ben", "Lea")) == "With Ana, Ben, and Lea"
    assert texts.say("meeting.people", "de", names=["Ana", "Ben"]) == "Mit Ana und Ben"
    assert texts.say("meeting.either", "en-US", names=["Ana", "Ben"]) == "Ana or Ben"
    assert texts.say("meeting.either", "de", names=["Ana", "Ben", "Lea"]) == "Ana, Ben oder Lea"


@pytest.mark.parametrize("key", ["nothing", "meeting", "meeting.held.one", ""])
def test_a_missing_text_is_never_shown_silently(texts: Texts, key: str) -> None:
    with pytest.raises(UnknownText, match=f"en: {key}"):
        texts.say(key, "en")
    with pytest.raises(UnknownText):
        texts.slots(key, "en")


def test_a_text_one_language_lacks_is_not_borrowed_from_another(texts: Texts) -> None:
    with pytest.raises(UnknownText, match=r"de: meeting\.title"):
        texts.say("meeting.title", "de")


@pytest.mark.parametrize("slots", [{}, {"nam": "Ana"}, {"name": "Ana", "more": "Ben"}])
def test_exactly_the_slots_of_a_text_are_given(texts: Texts, slots: dict[str, Given]) -> None:
    with pytest.raises(WrongSlots, match=r"hello has the slots \['name'\]"):
        texts.say("hello", "en", **slots)


@pytest.mark.parametrize(
    ("key", "slots"),
    [
        ("hello", {"name": True}),
        ("hello", {"name": None}),
        ("hello", {"name": date(2026, 5, 5)}),
        ("hello", {"name": ["Ana"]}),
        ("meeting.next", {"when": datetime(2026, 5, 5, 15, 30)}),  # noqa: DTZ001 - a naive datetime is the case
        ("meeting.next", {"when": date(2026, 5, 5)}),
        ("meeting.time", {"when": date(2026, 5, 5)}),
        ("meeting.day", {"when": datetime(2026, 5, 5)}),  # noqa: DTZ001 - a naive datetime is the case
        ("meeting.date", {"when": "5 May"}),
        ("meeting.people", {"names": "Ana"}),
        ("meeting.people", {"names": []}),
        ("meeting.people", {"names": [1]}),
        ("meeting.held", {"n": "1", "who": "Ben"}),
        ("meeting.held", {"n": 1.5, "who": "Ben"}),
        ("meeting.held", {"n": True, "who": "Ben"}),
    ],
)
def test_a_slot_takes_only_what_it_can_write(texts: Texts, key: str, slots: dict[str, Given]) -> None:
    with pytest.raises(WrongSlots, match=f"en: {key}: "):
        texts.say(key, "en", **slots)


def test_a_number_without_a_plural_is_written_in_the_locale(tmp_path: Path) -> None:
    texts = load(tmp_path, 'score = "{points} of 5"')

    assert texts.say("score", "en", points=4.5) == "4.5 of 5"


def test_an_instant_keeps_the_zone_it_came_with(texts: Texts) -> None:
    assert said(texts, "meeting.time", "de", when=IN_VIENNA.astimezone(UTC)) == "Um 13:30"


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ('a = "{when:fortnight}"', "en.toml"),
        ('a = "{name!r}"', "en.toml"),
        ('a = "{}"', "en.toml"),
        ('a = "{0}"', "en.toml"),
        ('a = "{person.name}"', "en.toml"),
        ('a = "open {name"', "en.toml"),
        ('a.one = "{"\na.other = "x"', "en.toml"),
        ("a = 1", "en.toml"),
        ('a = ["x"]', "en.toml"),
        ("a = ", "en.toml"),
        ('a = "x"', "klingonisch.toml"),
        ('a = "x"', "de.toml"),
    ],
)
def test_broken_texts_are_found_when_they_are_loaded(tmp_path: Path, words: str, name: str) -> None:
    with pytest.raises(BrokenTexts):
        load(tmp_path, words, name)
