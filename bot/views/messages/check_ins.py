"""The check-in: did you meet? One tap is a complete answer; all that is drawn follows from the facts."""

from datetime import datetime, timedelta

from bot.domain.after_tap import AT_ONCE, Extra, check_of, is_newest, is_question_open, offered
from bot.domain.arranging import is_first_and_unplanned, open_suggestion, upcoming
from bot.domain.facts import PairFacts
from bot.domain.meetings import Outcome
from bot.domain.pairs import ASK_AGAIN_DAYS, Side
from bot.domain.questions import ONE_THING, is_asked
from bot.domain.scenes import Scene
from bot.domain.stages import Stage, Status
from bot.views import ids
from bot.views.composing import Choice, Paragraph, answers, compose, note, offers, say, told
from bot.views.messages.after_taps import Asked, extra_paragraphs, question_choice, said_paragraphs
from bot.views.messages.goal_reviews import reviewed_part
from bot.views.messages.meetings import TALK, next_paragraphs, when_words
from bot.views.messages.stages import stage_part
from bot.views.parts import Message
from bot.views.voice import Voice
from bot.views.wording import SceneIncomplete, needed, partner_mention, stage_means, stage_name

__all__ = [
    "TALK",
    "check_in",
    "check_in_again",
    "check_in_part",
    "check_in_row",
    "expected_at",
    "is_question_open",
    "outcome_choices",
    "outcome_of",
    "question",
    "question_choice",
]

AWAY = Choice(label="away.open", action=ids.AWAY_OPEN)
"""Time off is one tap away."""


def check_in(voice: Voice, facts: PairFacts, side: Side, number: int, now: datetime) -> Message:
    """The check-in of one side about meeting `number`, as it stands: asked, answered, or over with the mentorship."""
    body = _body(voice, Asked(facts=facts, side=side, number=number, now=now))
    if facts.pair.status is Status.ENDED:
        return compose(voice, [*body, offers(voice, TALK)])
    return _whole(voice, body)


def check_in_part(voice: Voice, scene: Scene) -> list[Paragraph]:
    """The same as a part of a message."""
    facts = needed(scene.facts, "pair")
    if (number := scene.notice.facts.get("number")) is None:
        raise SceneIncomplete("number")
    side = facts.pair.side_of(needed(scene.reader, "reader").id)
    return _body(voice, Asked(facts=facts, side=side, number=int(number), now=scene.now))


def check_in_row(voice: Voice, facts: PairFacts, side: Side, number: int, now: datetime) -> list[Paragraph]:
    """One row of the weekly message of a mentor of several: the four taps, or what was said and what matters most."""
    asked, outcome = Asked(facts=facts, side=side, number=number, now=now), outcome_of(facts, side, number)
    if outcome is None:
        return [told(question(voice, facts, side, number)), answers(voice, *outcome_choices(facts, number))]
    extras = offered(facts, side, number, now)[:1]
    more = [part for extra in extras for part in extra_paragraphs(voice, asked, extra)]
    return [_said(voice, asked, outcome), *said_paragraphs(voice, asked), *more]


def check_in_again(voice: Voice, facts: PairFacts, side: Side, number: int, now: datetime) -> Message:
    """The four taps once more, for somebody who would like to change their answer."""
    asked = Asked(facts=facts, side=side, number=number, now=now)
    if facts.pair.status is Status.ENDED or not is_newest(facts, side, number):
        return check_in(voice, facts, side, number, now)
    return _whole(voice, _asked(voice, asked))


def outcome_of(facts: PairFacts, side: Side, number: int) -> Outcome | None:
    """What that side said about the meeting."""
    check = check_of(facts, side, number)
    return check.outcome if check else None


def expected_at(facts: PairFacts, number: int) -> datetime:
    """When the meeting was expected; the instant it was asked about with, as soon as it was asked about."""
    known = facts.meeting(number)
    return known.expected_at if known else needed(facts.schedule(), "start").expected(number, facts.meetings)


def outcome_choices(facts: PairFacts, number: int) -> tuple[Choice, ...]:
    """The four taps."""
    value = f"{facts.pair.id}:{number}"
    return (
        Choice(label="check_in.met", action=ids.CHECK_IN_MET, value=value, style="primary"),
        Choice(label="check_in.not_yet", action=ids.CHECK_IN_NOT_YET, value=value),
        Choice(label="check_in.moved", action=ids.CHECK_IN_MOVED, value=value),
        Choice(label="check_in.skip", action=ids.CHECK_IN_SKIP, value=value),
    )


def _whole(voice: Voice, body: list[Paragraph]) -> Message:
    return compose(voice, [*body, offers(voice, TALK), note(voice, "check_in.why")])


def _body(voice: Voice, asked: Asked) -> list[Paragraph]:
    outcome = outcome_of(asked.facts, asked.side, asked.number)
    if asked.facts.pair.status is Status.ENDED:
        return [say(voice, "check_in.over", partner=partner_mention(voice, asked.facts, asked.side))]
    return _asked(voice, asked) if outcome is None else _answered(voice, asked, outcome)


def question(voice: Voice, facts: PairFacts, side: Side, number: int) -> str:
    """Whether they met: around the day they knew of, or at all."""
    partner = partner_mention(voice, facts, side)
    if is_first_and_unplanned(facts, number):
        return voice.say("check_in.ask_first", partner=partner)
    return voice.say("check_in.ask", partner=partner, day=voice.local(expected_at(facts, number)))


def _asked(voice: Voice, asked: Asked) -> list[Paragraph]:
    return [
        told(question(voice, asked.facts, asked.side, asked.number)),
        answers(voice, *outcome_choices(asked.facts, asked.number)),
        note(voice, "check_in.one_tap"),
        *_stage(voice, asked, ()),
        offers(voice, AWAY),
    ]


def _said(voice: Voice, asked: Asked, outcome: Outcome) -> Paragraph:
    day = voice.local(expected_at(asked.facts, asked.number))
    partner = partner_mention(voice, asked.facts, asked.side)
    return say(voice, f"check_in.said_{outcome}", partner=partner, day=day)


def _answered(voice: Voice, asked: Asked, outcome: Outcome) -> list[Paragraph]:
    """What was said, then at most two things to do; the next meeting is named also when it needs nothing."""
    if asked.facts.pair.status is Status.PAUSED:
        partner = partner_mention(voice, asked.facts, asked.side)
        return [_said(voice, asked, outcome), say(voice, "pause.told", partner=partner)]
    is_current, said = is_newest(asked.facts, asked.side, asked.number), said_paragraphs(voice, asked)
    room = AT_ONCE - bool(said) - (is_current and _is_arranged(asked))
    extras = offered(asked.facts, asked.side, asked.number, asked.now, max(room, 1))
    again = Choice(label="check_in.again", action=ids.CHECK_IN_AGAIN, value=asked.value)
    return [
        _said(voice, asked, outcome),
        *said,
        *(reviewed_part(voice, asked.facts, asked.side, asked.number) if is_current else []),
        *(part for extra in extras for part in extra_paragraphs(voice, asked, extra)),
        *([] if Extra.NEXT in extras or not is_current else _next(voice, asked)),
        *_question_done(voice, asked),
        *_stage(voice, asked, extras),
        *([offers(voice, again, AWAY)] if is_current else []),
    ]


def _next(voice: Voice, asked: Asked) -> list[Paragraph]:
    """When the next meeting is; with its buttons once both said yes or something waits, nothing beyond the end."""
    facts, side, now = asked.facts, asked.side, asked.now
    ahead = upcoming(facts, now)
    if ahead is None:
        return []
    if _is_arranged(asked):
        return next_paragraphs(voice, facts, side, now, asked.number)
    partner, when = partner_mention(voice, facts, side), when_words(voice, facts, side, ahead.at)
    return [say(voice, "meeting.expected", partner=partner, when=when)]


def _is_arranged(asked: Asked) -> bool:
    """Whether the next meeting is agreed, or waits for the partner: it has buttons, and nothing is asked."""
    ahead, waiting = upcoming(asked.facts, asked.now), open_suggestion(asked.facts, asked.now)
    is_mine = waiting is not None and waiting.by == asked.facts.pair.person_on(asked.side)
    return ahead is not None and (is_mine or (waiting is None and ahead.is_agreed))


def _question_done(voice: Voice, asked: Asked) -> list[Paragraph]:
    is_due = is_asked(ONE_THING, asked.number, asked.facts.pair.rhythm.days)
    is_done = is_due and not is_question_open(asked.facts, asked.side, asked.number)
    return [say(voice, "check_in.question_done")] if is_done else []


def _stage(voice: Voice, asked: Asked, extras: tuple[Extra, ...]) -> list[Paragraph]:
    """Closure is named, as it asks for something else; a stage that was held, where it had been proposed; and one that
    this side agreed to."""
    facts, side = asked.facts, asked.side
    stage, move = facts.pair.stage, facts.pair.move
    if move is not None and Extra.STAGE not in extras and move.confirmed_by == facts.pair.person_on(side):
        return stage_part(voice, facts, side, asked.now, asked.number)
    if stage is Stage.CLOSURE:
        return [say(voice, "check_in.stage", stage=stage_name(voice, stage), means=stage_means(voice, stage))]
    check, quiet_until = check_of(facts, side, asked.number), facts.pair.quiet_until
    if stage is not Stage.MATURITY and check and quiet_until and asked.now < quiet_until:
        held_at = quiet_until - timedelta(days=ASK_AGAIN_DAYS)
        return [say(voice, "stage.held")] if check.asked_at < held_at else []
    return []
