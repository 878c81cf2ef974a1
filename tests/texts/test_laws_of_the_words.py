"""Laws of whole messages: easy to read, the same in each language, two languages in one conversation, nobody blamed."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import textstat

from bot.domain.notices import NoticeKind, ToPair
from bot.domain.scenes import Scene
from bot.texts import Texts, tame
from bot.views.limits import problems
from bot.views.messages import PARTS, draw
from bot.views.parts import Message
from bot.views.readers import draw_to, voices_for
from bot.views.voice import Voice
from tests.support.golden import FOLDER
from tests.support.people_of_the_house import ana, ben, lea
from tests.views.test_messages import SCENES

TEXTS = Texts.load()
HARDEST = 8.0
"""The grade of school after which a message is read with ease, by the lengths of words and sentences (ARI): the scales
that count syllables need a dictionary that would have to be fetched."""
UNASKED = {*PARTS, NoticeKind.BUNDLE}
BLAME = (
    "versäumt",
    "verpasst",
    "vergessen",
    "zu spät",
    "verspätet",
    "leider",
    "du hast nicht",
    "ihr habt nicht",
    "musst",
    "müsst",
    "falsch",
    "ungültig",
    "ignoriert",
    "überfällig",
    "nicht eingehalten",
)
LONGEST_GERMAN = 780
"""Characters of our own in a German direct message: German says the same in a good quarter more."""
NAMES = re.compile(r"<@[A-Z0-9]+>")
COLOURS = re.compile(r"\b(?:red|green|amber|yellow|rot|grün|gelb)\b", re.IGNORECASE)
TO_BOTH = sorted(name for name in SCENES if isinstance(SCENES[name]().notice.to, ToPair) and SCENES[name]().facts)
TO_ONE = sorted(name for name in SCENES if SCENES[name]().reader is not None)
UNASKED_SCENES = sorted(name for name in TO_ONE if SCENES[name]().notice.kind in UNASKED)


def spoken(name: str, language: str) -> Message:
    """A scene in a language, whatever its reader's is."""
    scene = SCENES[name]()
    reader = scene.reader
    voice = Voice(TEXTS, language, reader.tz if reader else "UTC", reader.slack_id if reader else "")
    return draw(voice, scene)


def own_words(message: Message, language: str) -> str:
    """What the bot itself says, without people's words and the lines that name buttons."""
    aside = [TEXTS.say(key, language, words="§").split("§")[0] for key in ("word.quoted",)]
    aside += [
        TEXTS.say(key, language, names="§").split("§")[0] for key in ("word.buttons_answer", "word.buttons_offer")
    ]
    return "\n".join(line for line in message.text.splitlines() if not line.startswith(tuple(aside)))


def read_aloud(words: str) -> str:
    """As it is read: a name for a mention, no marks, and each line ends."""
    plain = NAMES.sub("Ana", words).replace("*", "")
    return " ".join(line if line.endswith((".", "?", "!")) else f"{line}." for line in plain.splitlines() if line)


def blocks_of(value: Any) -> Iterator[Mapping[str, Any]]:
    """Every dictionary in a message or view."""
    if isinstance(value, Mapping):
        yield value
        for each in value.values():
            yield from blocks_of(each)
    elif isinstance(value, list | tuple):
        for each in value:
            yield from blocks_of(each)


@pytest.mark.parametrize("name", UNASKED_SCENES)
def test_what_comes_unasked_is_easy_to_read(name: str) -> None:
    words = read_aloud(own_words(spoken(name, "en"), "en"))

    assert textstat.automated_readability_index(words) <= HARDEST, words


def test_every_kind_that_comes_unasked_was_read() -> None:
    assert {SCENES[name]().notice.kind for name in UNASKED_SCENES} == UNASKED


def test_what_stands_on_buttons_is_short_and_easy_to_read() -> None:
    labels = {
        each["text"]["text"]
        for name in SCENES
        for block in spoken(name, "en").blocks
        for each in blocks_of(block)
        if each.get("type") == "button"
    }

    assert len(labels) > 20
    assert [label for label in sorted(labels) if len(label.split()) > 6] == []
    assert textstat.automated_readability_index(". ".join(sorted(labels)) + ".") <= HARDEST


@pytest.mark.parametrize("name", TO_ONE)
def test_a_german_reader_gets_the_same_message_in_german(name: str) -> None:
    english, german = spoken(name, "en-GB"), spoken(name, "de-DE")

    assert problems({"text": german.text, "blocks": list(german.blocks)}) == []
    assert [block["type"] for block in german.blocks] == [block["type"] for block in english.blocks]
    assert german.text != english.text
    assert len(own_words(german, "de")) <= LONGEST_GERMAN


@pytest.mark.parametrize("key", sorted(TEXTS.keys("de")))
def test_nobody_is_blamed_in_german(key: str) -> None:
    words = str(TEXTS.entries["de"][key])

    assert [word for word in BLAME if re.search(rf"(?<!\w){word}(?!\w)", words, re.IGNORECASE)] == []


@pytest.mark.parametrize("language", sorted(TEXTS.languages))
def test_no_state_is_told_by_a_colour_or_a_picture(language: str) -> None:
    told = {key: str(TEXTS.entries[language][key]) for key in TEXTS.keys(language)}
    picture = re.compile("[☀-⛿✀-➿\U0001f300-\U0001faff]|(?<![\\w/]):[a-z_]+:(?!\\w)")

    assert [key for key, words in told.items() if COLOURS.search(words) or picture.search(words)] == []


@pytest.mark.parametrize("step", range(1, 6))
@pytest.mark.parametrize("family", ["rating", "self"])
@pytest.mark.parametrize("language", sorted(TEXTS.languages))
def test_each_step_of_a_rating_has_words(language: str, family: str, step: int) -> None:
    assert re.fullmatch(rf"{step} · \w.+", TEXTS.say(f"{family}.{step}", language))


# ── Two languages in one conversation ───────────────────────────────────────────────────────────────────────────────


def in_languages(name: str, mentor: str, mentee: str) -> Scene:
    """A scene of a pair whose two read these languages."""
    scene = SCENES[name]()
    assert scene.facts is not None
    return replace(scene, facts=replace(scene.facts, mentor=ana(locale=mentor), mentee=ben(locale=mentee)))


@pytest.mark.parametrize("name", TO_BOTH)
def test_two_who_share_no_language_read_both_one_below_the_other(name: str) -> None:
    scene = in_languages(name, "de-DE", "en-GB")
    german, english = (draw(replace(voice, share=2), scene) for voice in voices_for(TEXTS, scene))

    message = draw_to(TEXTS, scene)

    assert message.text == f"{german.text}\n\n{english.text}"
    assert [block["type"] for block in message.blocks].count("divider") >= 1
    assert problems({"text": message.text, "blocks": list(message.blocks)}) == []


@pytest.mark.parametrize(
    ("mentor", "mentee", "spoken_in"),
    [
        ("en-GB", "en-GB", ["en-GB"]),
        ("de-DE", "de-AT", ["de"]),
        ("de-DE", "de-DE", ["de-DE"]),
        ("fr-FR", "en-US", ["en"]),
        ("fr-FR", "de-DE", ["fr-FR", "de-DE"]),
    ],
)
def test_a_conversation_uses_a_language_that_both_have(mentor: str, mentee: str, spoken_in: list[str]) -> None:
    voices = voices_for(TEXTS, in_languages("introduction", mentor, mentee))

    assert [voice.locale for voice in voices] == spoken_in


@pytest.mark.parametrize(
    ("locales", "spoken_in"),
    [
        (["de-DE"], "de-DE"),
        (["de-DE", "de-AT"], "de"),
        (["de-DE", "en-GB"], "en"),
        (["fr-FR", "fr-FR"], "fr-FR"),
        ([], "en"),
    ],
)
def test_the_digest_uses_a_language_that_all_leads_have(locales: list[str], spoken_in: str) -> None:
    scene = replace(SCENES["digest"](), leads=tuple(lea(locale=locale) for locale in locales))
    (voice,) = voices_for(TEXTS, scene)

    assert voice.locale == spoken_in


def test_two_languages_fit_whatever_people_wrote() -> None:
    scene = in_languages("introduction", "de-DE", "en-GB")
    assert scene.facts is not None
    assert scene.facts.mentor_enrolment is not None
    assert scene.facts.mentee_enrolment is not None
    long = "a & b " * 500
    facts = replace(
        scene.facts,
        mentor_enrolment=replace(scene.facts.mentor_enrolment, offers=long),
        mentee_enrolment=replace(scene.facts.mentee_enrolment, wants=long),
    )

    message = draw_to(TEXTS, replace(scene, facts=facts))

    assert problems({"text": message.text, "blocks": list(message.blocks)}) == []


# ── People's words ──────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("language", sorted(TEXTS.languages))
@pytest.mark.parametrize("name", ["feedback", "help_asked", "feedback_held_for_partner"])
def test_feedback_is_never_translated(name: str, language: str) -> None:
    scene = SCENES[name]()
    assert scene.feedback is not None
    quoted = [block for block in spoken(name, language).blocks if block["type"] == "rich_text"]

    assert tame(scene.feedback.words) in json.dumps(quoted, ensure_ascii=False)


@pytest.mark.parametrize("file", sorted((FOLDER / "messages").glob("*.json")), ids=lambda file: file.stem)
def test_peoples_words_stand_where_slack_obeys_nothing(file: Path) -> None:
    message = json.loads(file.read_text(encoding="utf-8"))
    quotes = [
        piece["text"]
        for block in message["blocks"]
        if block["type"] == "rich_text"
        for piece in blocks_of(block)
        if piece.get("type") == "text"
    ]
    obeyed = [each["text"] for each in blocks_of(message["blocks"]) if each.get("type") == "mrkdwn"]

    assert [words for words in quotes for place in obeyed if len(words) > 20 and words in place] == []
