"""Laws of what the bot says: nothing unused, nothing missing, nothing too long, nobody blamed."""

import ast
import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.texts import Texts
from tests.support.golden import FOLDER

ROOT = Path(__file__).parents[2]
SPEAKERS = ("bot", "handlers", "operations", "scheduler", "app.py")
"""Where a text key may be written down."""
ENGLISH = Texts.load()
KEYS = sorted(ENGLISH.keys("en"))

FAMILIES = (
    "enum.",  # a value of the domain in words: enum.<family>.<value>
    "weekday.",  # a day of the week, 0 to 6
    "weekdays.",  # the same, as a recurring day
    "evidence.",  # a number in a stage change
    "farewell.",  # how a mentorship ended
    "check_in.said_",  # what somebody answered
    "calendar.",  # a web calendar
    "guide.",  # a question of a stage
    "meeting.usual_",  # how often they meet
    "meeting_form.refused_",  # why a time does not suit
    "rating.",  # one to five
    "rehearsal.about.",  # a prompt
    "rehearsal.because_",  # why something waits
    "end_form.",  # how a mentorship ends
    "pair_more.",  # what can be done about a mentorship
    "proposal.to_",  # to which side
    "proposal.why_",
    "proposal_closed.next_",  # to a lead or a mentor
    "proposal_closed.why_",
    "feedback.held_",  # for whom it is held
    "need.signal.",  # a fact of contact
    "mend.",  # an error code of Slack's
    "usage.",  # a word one can type
    "refusal.type_",  # what one can type
    "reason.",  # why a stage changed
    "history.",  # what changed
    "terms.",  # a line of the agreement
    "agreement_form.",  # and the hint below it
    "join_form.",  # a role, or a field and its hint
    "reader_form.",  # who reads it
    "words_form.reader_",
    "preview_form.exact_",
    "kickoff_form.role_",  # which side answers
    "goal_form.",  # a field of a goal, and the hint below it
    "goals.intro_",  # which side reads
    "goals.step_",  # whose step it is
    "home.proposal_",  # to which side
    "home.pair_",
    "home.propose_",  # which stage
    "stage.propose_",
    "goals.next_step_",  # whose step it is
    "goal_review.said_",  # how a goal goes
    "news.told_by_",  # who tells
    "self.",  # one to five
)
"""Prefixes whose last part comes from a value, so that the whole key stands nowhere in the source."""

BLAME = (
    "failed to",
    "you didn't",
    "you didn’t",
    "you did not",
    "you haven't",
    "you haven’t",
    "late",
    "missed",
    "overdue",
    "should have",
    "unfortunately",
    "forgot",
    "ignored",
    "too slow",
    "must",
    "no-show",
    "wrong",
    "invalid",
)
FOREIGN_WORDS = ("manager", "match", "user", "helper", "processor", "data", "info", "survey", "ping")
"""Words that are not of our language (docs/glossary.md)."""
LONGEST_DM = 600
"""Characters of our own in a direct message; a phone shows about that much at once."""
BUTTONS = tuple(ENGLISH.say(f"word.buttons_{kind}", "en", names="§").split("§")[0] for kind in ("answer", "offer"))
"""How the lines begin that name buttons: what a screen reader needs, and nobody reads beside the buttons."""
TO_SEVERAL = ("introduction", "digest", "digest_of_a_quiet_week")
"""Messages to a group or a channel, which may say more."""


def sources() -> Iterator[str]:
    """The source of everything that may speak."""
    for speaker in SPEAKERS:
        place = ROOT / speaker
        files = [place] if place.is_file() else sorted(place.rglob("*.py"))
        for file in files:
            yield file.read_text(encoding="utf-8")


def literals() -> set[str]:
    """Every string that is written down in those sources."""
    found = set()
    for source in sources():
        for node in ast.walk(ast.parse(source)):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                found.add(node.value)
    return found


WRITTEN = literals()


def words_of(key: str) -> str:
    """A text with its slots, in all its forms."""
    entry = ENGLISH.entries["en"][key]
    return str(entry)


def has(word: str, words: str) -> bool:
    """Whether a word or phrase occurs, whole."""
    return re.search(rf"(?<!\w){re.escape(word)}(?!\w)", words, re.IGNORECASE) is not None


@pytest.mark.parametrize("key", KEYS)
def test_every_text_is_said_somewhere(key: str) -> None:
    after_done = key.removeprefix("done.")

    assert key in WRITTEN or after_done in WRITTEN or key.startswith(FAMILIES)


def test_every_family_has_members() -> None:
    assert [family for family in FAMILIES if not any(key.startswith(family) for key in KEYS)] == []


def test_every_key_that_is_written_down_has_words() -> None:
    groups = {key.split(".")[0] for key in KEYS}
    shape = re.compile(rf"(?:{'|'.join(sorted(groups))})\.[a-z_]+(?:\.[a-z_]+)*")
    spoken = {written for written in WRITTEN if shape.fullmatch(written)}
    known = {*KEYS, *(key.removeprefix("done.") for key in KEYS)}

    # The fixed part of a key whose last part comes from a value is the beginning of one.
    assert [key for key in sorted(spoken - known) if not any(each.startswith(key) for each in KEYS)] == []


@pytest.mark.parametrize("key", KEYS)
def test_nobody_is_blamed(key: str) -> None:
    assert [word for word in BLAME if has(word, words_of(key))] == []


@pytest.mark.parametrize("key", KEYS)
def test_only_words_of_the_house_are_used(key: str) -> None:
    assert [word for word in FOREIGN_WORDS if has(word, words_of(key))] == []


@pytest.mark.parametrize("key", [key for key in KEYS if key.startswith("refusal.")])
def test_every_refusal_is_a_sentence(key: str) -> None:
    assert len(words_of(key).split()) > 1


@pytest.mark.parametrize("file", sorted((FOLDER / "messages").glob("*.json")), ids=lambda file: file.stem)
def test_our_own_words_in_a_direct_message_are_few(file: Path) -> None:
    text = json.loads(file.read_text(encoding="utf-8"))["text"]
    own = "\n".join(line for line in text.splitlines() if not line.startswith(("“", *BUTTONS)))

    assert file.stem in TO_SEVERAL or len(own) <= LONGEST_DM


@pytest.mark.parametrize("file", sorted((FOLDER / "messages").glob("*.json")), ids=lambda file: file.stem)
def test_no_state_is_told_by_an_emoji_alone(file: Path) -> None:
    text = json.loads(file.read_text(encoding="utf-8"))["text"]

    assert re.search(r":[a-z_]+:|[\u2600-\u27bf\U0001f300-\U0001faff]", text) is None
