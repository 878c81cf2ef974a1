"""The forms about the next meeting: suggest a time, call it off, note one small step; the guide and the calendar."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from bot.domain.arranging import LONGEST_WORD, Span, Upcoming, shared_spans, windows_overlap
from bot.domain.cadence import local
from bot.domain.commitments import LONGEST_COMMITMENT
from bot.domain.errors import Unsuited
from bot.domain.facts import PairFacts
from bot.domain.pairs import Side
from bot.domain.questions import GUIDE_QUESTIONS
from bot.views import ids, parts
from bot.views.calendars import calendar_links
from bot.views.composing import buttons
from bot.views.messages.calendars import event_title
from bot.views.messages.check_ins import outcome_choices, question
from bot.views.messages.meetings import when_words
from bot.views.modals.fields import field, line
from bot.views.parts import Block, View, modal
from bot.views.voice import Voice
from bot.views.wording import partner_mention, stage_means, stage_name

SPANS_SHOWN = 3
"""Spans of common hours in the form; the next ones are enough to begin with."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entered:
    """What somebody had filled in when their choice did not suit, why not, and what near it would."""

    day: date
    at: time
    word: str
    reason: Unsuited
    spans: Sequence[Span]


def suggest_modal(
    voice: Voice, facts: PairFacts, side: Side, ahead: Upcoming, now: datetime, entered: Entered | None = None
) -> View:
    """Day and time on the reader's clock; filled with what was entered, else with the time that holds so far."""
    person = facts.person(side)
    here = local(ahead.at, person.tz)
    day, at, word = (entered.day, entered.at, entered.word) if entered else (here.date(), here.time(), "")
    partner = partner_mention(voice, facts, side)
    blocks = [
        parts.section(voice.say("meeting_form.intro", partner=partner)),
        parts.context(voice.say("meeting_form.now", when=when_words(voice, facts, side, ahead.at))),
        *_hours(voice, facts, side, max(ahead.at, now), entered),
        field(voice, "meeting_form.day", parts.date_input("day", initial=day)),
        field(
            voice,
            "meeting_form.at",
            parts.time_input("at", initial=at.replace(tzinfo=None, fold=0)),
            hint=voice.say("meeting_form.at_hint", tz=person.tz),
        ),
        _word(voice, facts, side, word),
    ]
    return modal(
        voice.say("meeting_form.title"),
        blocks,
        callback_id=ids.MEETING_SUGGEST,
        submit=voice.say("meeting_form.submit"),
        close=voice.say("word.cancel"),
        private_metadata=ids.pack(pair=str(facts.pair.id), number=str(ahead.number), tz=person.tz),
    )


def cancel_modal(voice: Voice, facts: PairFacts, side: Side, ahead: Upcoming) -> View:
    """What the partner will read, and a word for it."""
    partner, when = partner_mention(voice, facts, side), when_words(voice, facts, side, ahead.at)
    return modal(
        voice.say("cancel_form.title"),
        [
            parts.section(voice.say("cancel_form.intro", partner=partner, when=when)),
            _word(voice, facts, side, ""),
        ],
        callback_id=ids.MEETING_CALL_OFF,
        submit=voice.say("cancel_form.submit"),
        close=voice.say("word.cancel"),
        private_metadata=ids.pack(pair=str(facts.pair.id), number=str(ahead.number)),
    )


def commitment_modal(voice: Voice, facts: PairFacts, number: int) -> View:
    """One sentence, for its author alone."""
    element = line("words", "", LONGEST_COMMITMENT)
    return modal(
        voice.say("commitment_form.title"),
        [
            parts.section(voice.say("commitment_form.intro")),
            field(voice, "commitment_form.words", element, hint=voice.say("commitment_form.words_hint")),
        ],
        callback_id=ids.COMMITMENT,
        submit=voice.say("word.save"),
        close=voice.say("word.cancel"),
        private_metadata=ids.pack(pair=str(facts.pair.id), number=str(number)),
    )


def again_modal(voice: Voice, facts: PairFacts, side: Side, number: int) -> View:
    """The four taps of a check-in once more, where it is a part of a longer message."""
    return modal(
        voice.say("check_in.again"),
        [
            parts.section(question(voice, facts, side, number)),
            buttons(voice, *outcome_choices(facts, number)),
        ],
        callback_id="again",
        close=voice.say("word.close"),
    )


def guide_modal(voice: Voice, facts: PairFacts) -> View:
    """Questions for the stage the two are in; before the first meeting the two openers come first."""
    stage = facts.pair.stage
    asked = [voice.say(f"guide.{stage}.{place}") for place in range(1, GUIDE_QUESTIONS + 1)]
    openers = [] if facts.held else [parts.section(voice.say("brief.openers"))]
    return modal(
        voice.say("guide.title"),
        [
            parts.section(voice.say("guide.intro", stage=stage_name(voice, stage), means=stage_means(voice, stage))),
            *openers,
            *(parts.section(question) for question in asked),
            parts.context(voice.say("guide.always")),
        ],
        callback_id="guide",
        close=voice.say("word.close"),
    )


def calendar_modal(voice: Voice, facts: PairFacts, side: Side, ahead: Upcoming) -> View:
    """Links to the common web calendars. Names go in as plain words: a calendar knows no mentions."""
    schedule = facts.schedule()
    minutes = schedule.minutes if schedule else 0
    title = event_title(voice, facts)
    links = [
        f"<{link}|{voice.say(f'calendar.{name}')}>" for name, link in calendar_links(title, ahead.at, minutes).items()
    ]
    partner, when = partner_mention(voice, facts, side), when_words(voice, facts, side, ahead.at)
    return modal(
        voice.say("meeting.calendar"),
        [
            parts.section(voice.say("calendar.intro", partner=partner, when=when, minutes=minutes)),
            parts.section(voice.say("calendar.links", links=links)),
            parts.context(voice.say("calendar.note")),
        ],
        callback_id="calendar",
        close=voice.say("word.close"),
    )


def _word(voice: Voice, facts: PairFacts, side: Side, word: str) -> Block:
    hint = voice.say("meeting_form.word_hint", partner=facts.person(side.other).name)
    return field(voice, "meeting_form.word", line("word", word, LONGEST_WORD), hint=hint, optional=True)


def _hours(voice: Voice, facts: PairFacts, side: Side, at: datetime, entered: Entered | None) -> list[Block]:
    """Why the choice did not suit, if it did not; and the hours near it that both have."""
    people = (facts.person(side), facts.person(side.other))
    said = [] if entered is None else [parts.section(voice.say(f"meeting_form.refused_{entered.reason}"))]
    spans = entered.spans if entered else [span for span in shared_spans(people, at) if span[1] > at][:SPANS_SHOWN]
    is_somebody_away = any(each.is_away(local(at, each.tz).date()) for each in people)
    if not windows_overlap(people, at) and not is_somebody_away:
        said.append(parts.section(voice.say("meeting_form.apart")))
    if not spans:
        return said
    listed = [voice.say("meeting_form.span", start=voice.local(start), end=voice.local(end)) for start, end in spans]
    return [*said, parts.context(voice.say("meeting_form.hours", spans=listed))]
