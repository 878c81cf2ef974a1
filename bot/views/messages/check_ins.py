"""The check-in: did you meet? One tap is a complete answer; all that is drawn follows from the facts."""

from datetime import datetime, timedelta

from bot.domain.facts import PairFacts
from bot.domain.meetings import CheckIn, Meeting, Outcome
from bot.domain.pairs import ASK_AGAIN_DAYS, Side
from bot.domain.questions import ONE_THING, is_asked
from bot.domain.stages import Stage, Status
from bot.views import ids
from bot.views.composing import Choice, Paragraph, answers, compose, note, offers, say
from bot.views.messages.stages import stage_part
from bot.views.parts import Message
from bot.views.voice import Voice
from bot.views.wording import needed, partner_mention, stage_means, stage_name

TALK = Choice(label="word.talk", action=ids.TALK_OPEN)
"""A person is always reachable."""


def check_in(voice: Voice, facts: PairFacts, side: Side, number: int, now: datetime) -> Message:
    """The check-in of one side about meeting `number`, as it stands: asked, answered, or over with the mentorship."""
    partner = partner_mention(voice, facts, side)
    if facts.pair.status is Status.ENDED:
        return compose(voice, [say(voice, "check_in.over", partner=partner), offers(voice, TALK)])
    outcome = outcome_of(facts, side, number)
    body = _asked(voice, facts, side, number) if outcome is None else _answered(voice, facts, side, number, outcome)
    return compose(
        voice,
        [
            *body,
            *(stage_part(voice, facts, side, now, number) or _stage(voice, facts, side, number, now)),
            offers(voice, TALK),
            note(voice, "check_in.why"),
        ],
    )


def outcome_of(facts: PairFacts, side: Side, number: int) -> Outcome | None:
    """What that side said about the meeting."""
    check = _check(facts, side, number)
    return check.outcome if check else None


def _check(facts: PairFacts, side: Side, number: int) -> CheckIn | None:
    person = facts.pair.person_on(side)
    return next((each for each in facts.checks if each.person == person and each.number == number), None)


def expected_at(facts: PairFacts, number: int) -> datetime:
    """When the meeting was expected; the instant it was asked about with, as soon as it was asked about."""
    known: Meeting | None = next((each for each in facts.meetings if each.number == number), None)
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


def is_question_open(facts: PairFacts, side: Side, number: int) -> bool:
    """Whether that side may answer the question of check-in `number`: it carries one, and they have not yet."""
    is_due = is_asked(ONE_THING, number, facts.pair.rhythm.days)
    return is_due and (facts.pair.person_on(side), number) not in facts.feedback_numbers


def question_choice(facts: PairFacts, number: int) -> Choice:
    """What opens the question."""
    return Choice(label="check_in.question_open", action=ids.QUESTION_OPEN, value=f"{facts.pair.id}:{number}")


def _asked(voice: Voice, facts: PairFacts, side: Side, number: int) -> list[Paragraph]:
    partner, day = partner_mention(voice, facts, side), voice.local(expected_at(facts, number))
    return [
        say(voice, "check_in.ask", partner=partner, day=day),
        answers(voice, *outcome_choices(facts, number)),
        note(voice, "check_in.one_tap"),
    ]


def _answered(voice: Voice, facts: PairFacts, side: Side, number: int, outcome: Outcome) -> list[Paragraph]:
    partner, day = partner_mention(voice, facts, side), voice.local(expected_at(facts, number))
    return [
        say(voice, f"check_in.said_{outcome}", partner=partner, day=day),
        *_next(voice, facts, number, outcome),
        *_question(voice, facts, side, number),
    ]


def _next(voice: Voice, facts: PairFacts, number: int, outcome: Outcome) -> list[Paragraph]:
    """When the next meeting is expected; nothing beyond the planned end."""
    at = expected_at(facts, number + 1)
    if facts.end and at >= facts.end:
        return []
    key = "check_in.next_moved" if outcome is Outcome.MOVED else "check_in.next"
    return [say(voice, key, next=voice.local(at))]


def _question(voice: Voice, facts: PairFacts, side: Side, number: int) -> list[Paragraph]:
    if not is_asked(ONE_THING, number, facts.pair.rhythm.days):
        return []
    if not is_question_open(facts, side, number):
        return [say(voice, "check_in.question_done")]
    return [
        say(voice, "check_in.question", partner=partner_mention(voice, facts, side)),
        offers(voice, question_choice(facts, number)),
        note(voice, "check_in.question_note"),
    ]


def _stage(voice: Voice, facts: PairFacts, side: Side, number: int, now: datetime) -> list[Paragraph]:
    """Closure is named, as it asks for something else; a stage that was held, where it had been proposed."""
    stage = facts.pair.stage
    if stage is Stage.CLOSURE:
        return [say(voice, "check_in.stage", stage=stage_name(voice, stage), means=stage_means(voice, stage))]
    check, quiet_until = _check(facts, side, number), facts.pair.quiet_until
    if stage is Stage.INITIATION and check and quiet_until and now < quiet_until:
        held_at = quiet_until - timedelta(days=ASK_AGAIN_DAYS)
        return [say(voice, "stage.held")] if check.asked_at < held_at else []
    return []
