"""The form in which one of the two drafts the agreement or changes a line."""

from collections.abc import Mapping
from datetime import datetime

from bot.domain.agreement import (
    LENGTHS,
    LONGEST_LINE,
    LONGEST_TEXT,
    Agenda,
    AnswerTime,
    Between,
    FeedbackWay,
    GoalKind,
    MentorRole,
    Style,
    Terms,
)
from bot.domain.facts import PairFacts
from bot.domain.pairs import Side
from bot.domain.programs import Rhythm
from bot.views import ids, parts
from bot.views.modals.default_terms import default_terms
from bot.views.modals.fields import enum_options, field, line, menu, text, weekday_options
from bot.views.parts import Block, View, modal
from bot.views.voice import Voice
from bot.views.wording import partner_mention


def agreement_modal(
    voice: Voice,
    facts: PairFacts,
    side: Side,
    now: datetime,
    terms: Terms | None,
    refused: Mapping[str, str] | None = None,
) -> View:
    """Every line, filled from `terms`, else from the newest version, else with defaults.

    `refused` names lines that did not hold (field -> text key). The metadata carries the version it is based on and
    the zone in which its time is meant.
    """
    newest = facts.agreement
    start = terms or (newest.terms if newest else default_terms(facts, side, now))
    blocks = [
        parts.section(voice.say("agreement_form.intro", partner=partner_mention(voice, facts, side))),
        *_refused(voice, refused or {}),
        *_goal(voice, start),
        *_meetings(voice, start),
        *_manners(voice, start),
        *consent(voice),
    ]
    return modal(
        voice.say("agreement_form.title"),
        blocks,
        callback_id=ids.AGREEMENT_DRAFT,
        submit=voice.say("agreement_form.submit"),
        close=voice.say("word.cancel"),
        private_metadata=ids.pack(pair=str(facts.pair.id), version=str(newest.version if newest else 0), tz=start.tz),
    )


def consent(voice: Voice) -> list[Block]:
    """What the program gives and nobody edits; signing agrees to it."""
    return [
        parts.divider(),
        parts.context(voice.say("agreement_form.given")),
        parts.section(voice.say("agreement_form.confidentiality")),
        parts.section(voice.say("agreement_form.no_fault")),
    ]


def _refused(voice: Voice, refused: Mapping[str, str]) -> list[Block]:
    if not refused:
        return []
    said = [
        voice.say("refusal.field_line", label=voice.say(f"terms.{line}"), words=voice.say(key))
        for line, key in refused.items()
    ]
    return [parts.section("\n".join([voice.say("agreement_form.refused"), *said]))]


def _goal(voice: Voice, terms: Terms) -> list[Block]:
    kinds = enum_options(voice, "kind", GoalKind)
    return [
        _text(voice, "purpose", terms.purpose),
        field(voice, "terms.kind", menu("kind", kinds, terms.kind)),
        _text(voice, "goal", terms.goal),
        _line(voice, "measure", terms.measure),
        field(voice, "terms.due", parts.date_input("due", initial=terms.due)),
        field(voice, "terms.first_step", line("first_step", terms.first_step, LONGEST_LINE)),
    ]


def _meetings(voice: Voice, terms: Terms) -> list[Block]:
    lengths = [
        parts.option(voice.say("agreement_form.minutes_option", n=length), str(length))
        for length in sorted({*LENGTHS, terms.minutes})
    ]
    return [
        _choice(voice, "rhythm", terms.rhythm, Rhythm),
        field(voice, "terms.weekday", menu("weekday", weekday_options(voice), str(terms.weekday))),
        field(
            voice,
            "terms.at",
            parts.time_input("at", initial=terms.at),
            hint=voice.say("agreement_form.at_hint", tz=terms.tz),
        ),
        field(voice, "terms.minutes", menu("minutes", lengths, str(terms.minutes))),
        _choice(voice, "style", terms.style, Style),
        field(
            voice,
            "terms.ends_on",
            parts.date_input("ends_on", initial=terms.ends_on),
            hint=voice.say("agreement_form.ends_on_hint"),
            optional=True,
        ),
    ]


def _manners(voice: Voice, terms: Terms) -> list[Block]:
    roles = enum_options(voice, "mentor_role", MentorRole)
    return [
        field(voice, "terms.role", menu("role", roles, terms.role)),
        _choice(voice, "between", terms.between, Between),
        _choice(voice, "answer_time", terms.answer_time, AnswerTime),
        _choice(voice, "agenda", terms.agenda, Agenda),
        _choice(voice, "feedback", terms.feedback, FeedbackWay),
        field(
            voice,
            "terms.boundaries",
            text("boundaries", terms.boundaries, LONGEST_TEXT),
            hint=voice.say("agreement_form.boundaries_hint"),
            optional=True,
        ),
    ]


Choices = type[Rhythm] | type[Style] | type[Between] | type[AnswerTime] | type[Agenda] | type[FeedbackWay]


def _choice(voice: Voice, name: str, value: str, members: Choices) -> Block:
    return field(voice, f"terms.{name}", menu(name, enum_options(voice, name, members), value))


def _text(voice: Voice, name: str, words: str) -> Block:
    return field(voice, f"terms.{name}", text(name, words, LONGEST_TEXT), hint=voice.say(f"agreement_form.{name}_hint"))


def _line(voice: Voice, name: str, words: str) -> Block:
    return field(voice, f"terms.{name}", line(name, words, LONGEST_LINE), hint=voice.say(f"agreement_form.{name}_hint"))
