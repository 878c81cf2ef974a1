"""What two people do in a mentorship that goes well: they answer what they are asked, and take what is offered."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from bot.domain.after_tap import Extra, check_of, waiting
from bot.domain.arranging import open_suggestion, upcoming
from bot.domain.beginnings import choices_of
from bot.domain.cadence import local
from bot.domain.default_terms import default_terms
from bot.domain.facts import PairFacts
from bot.domain.goal_notes import Progress, due_goals
from bot.domain.goals import GoalKind, GoalLines, StepKind
from bot.domain.growth import evidence
from bot.domain.meetings import Outcome
from bot.domain.notices import Notice, NoticeKind
from bot.domain.pairs import Side
from bot.domain.people import Actor
from bot.domain.questions import ONE_THING, Fit, Kept, Placing, Tap, Visibility
from bot.domain.scenes import Scene
from bot.domain.stages import Status
from bot.services import (
    agreements,
    checkins,
    commitments,
    feedback,
    goal_reviews,
    goals,
    growing,
    kickoffs,
    meetings,
    pairing,
)
from bot.services.work import Work

GOAL_WEEKS = 12
"""Weeks a first goal has: as the goal's form suggests (docs/evidence.md)."""
GOES_WELL = "4"
"""How they rate it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """One of the two at the keyboard, as of now. `words` is what they write wherever words are asked for."""

    work: Work
    pair: UUID
    side: Side
    actor: Actor
    words: str

    @property
    def facts(self) -> PairFacts:
        """The pair as it is now."""
        return self.work.tx.pairs.facts([self.pair])[self.pair]


def notices_of(scene: Scene) -> tuple[Notice, ...]:
    """What a message says: several things when it says them together."""
    return tuple(part.notice for part in scene.parts) or (scene.notice,)


def asks_something(notice: Notice) -> bool:
    """Whether somebody answers a message of this kind."""
    return notice.kind in ANSWERS


def answer(turn: Turn, notice: Notice) -> None:
    """What that person does about it; nothing once the mentorship is over: then the message offers nothing."""
    if turn.facts.pair.status is not Status.ENDED:
        ANSWERS[notice.kind](turn, notice)


def _proposal(turn: Turn, _notice: Notice) -> None:
    pairing.accept_proposal(turn.work, turn.actor, turn.pair)


def _kick_off(turn: Turn, _notice: Notice) -> None:
    kickoffs.finish_kickoff(turn.work, turn.actor, turn.pair, choices_of(turn.facts, turn.side))


def _settle(turn: Turn, _notice: Notice) -> None:
    """The mentee makes the first draft: both answered as most pairs do, so nothing is left to settle."""
    facts = turn.facts
    if turn.side is not Side.MENTEE or facts.agreement:
        return
    usual = default_terms(facts, turn.side, turn.work.now)
    agreements.draft_agreement(turn.work, turn.actor, turn.pair, usual, 0)


def _sign(turn: Turn, _notice: Notice) -> None:
    newest = turn.facts.agreement
    if newest and not newest.is_signed and newest.drafted_by != turn.facts.pair.person_on(turn.side):
        agreements.sign_agreement(turn.work, turn.actor, turn.pair, newest.version)


def _next_meeting(turn: Turn, _notice: Notice) -> None:
    _usual_time(turn, 0)


def _usual_time(turn: Turn, _number: int) -> None:
    ahead = upcoming(turn.facts, turn.work.now)
    if ahead:
        meetings.keep_usual_time(turn.work, turn.actor, turn.pair, ahead.number)


def _take_time(turn: Turn, _notice: Notice) -> None:
    suggested = open_suggestion(turn.facts, turn.work.now)
    if suggested:
        meetings.take_time(turn.work, turn.actor, turn.pair, suggested.turn)


def _check_in(turn: Turn, notice: Notice) -> None:
    """One tap, then once whatever stands below it."""
    number = int(notice.facts["number"])
    if check_of(turn.facts, turn.side, number) is None:
        return
    checkins.answer_check_in(turn.work, turn.actor, turn.pair, number, Outcome.MET)
    done: set[Extra] = set()
    while left := [each for each in waiting(turn.facts, turn.side, number, turn.work.now) if each not in done]:
        done.add(left[0])
        if left[0] in TAKES:
            TAKES[left[0]](turn, number)


def _tapping(question: Tap, value: str) -> Callable[[Turn, int], None]:
    def tap(turn: Turn, number: int) -> None:
        checkins.tap(turn.work, turn.actor, turn.pair, number, question, value)

    return tap


def _agree_to_stage(turn: Turn, _number: int) -> None:
    """To what the partner agreed to, else to what the evidence speaks for; nothing when it has moved meanwhile."""
    facts = turn.facts
    found = evidence(facts, turn.work.now)
    to = facts.pair.move.to if facts.pair.move else found.to if found else None
    if to:
        growing.confirm_stage(turn.work, turn.actor, turn.pair, to)


def _stage_confirmed(turn: Turn, _notice: Notice) -> None:
    if turn.facts.pair.move:
        _agree_to_stage(turn, 0)


def _question(turn: Turn, number: int) -> None:
    draft = feedback.draft_feedback(
        turn.work, turn.actor, turn.pair, ONE_THING.key, number, Visibility.PARTNER, turn.words
    )
    feedback.send_feedback(turn.work, turn.actor, draft.id)


def _goal(turn: Turn, _number: int) -> None:
    today = local(turn.work.now, turn.facts.person(turn.side).tz).date()
    lines = GoalLines(
        kind=GoalKind.SKILL,
        text=turn.words,
        measure="",
        due=today + timedelta(weeks=GOAL_WEEKS),
        first_step="",
        step_kind=StepKind.OWN,
    )
    goals.write_goal(turn.work, turn.actor, turn.pair, lines)


def _goals_move(turn: Turn, _number: int) -> None:
    facts, now = turn.facts, turn.work.now
    for goal in due_goals(facts.goals, facts.goal_notes, now, facts.mentee.tz):
        goal_reviews.review_goal(turn.work, turn.actor, goal.id, Progress.MOVED)


def _commit(turn: Turn, number: int) -> None:
    commitments.commit_to(turn.work, turn.actor, turn.pair, number, turn.words)


def _holds(turn: Turn, _notice: Notice) -> None:
    agreements.hold_review(turn.work, turn.actor, turn.pair)


TAKES: Mapping[Extra, Callable[[Turn, int], None]] = {
    Extra.FOLLOW_UP: _tapping(Tap.FOLLOW_UP, Kept.DONE),
    Extra.FIT: _tapping(Tap.FIT, Fit.GOOD),
    Extra.PLACING: _tapping(Tap.PLACING, Placing.FINE),
    Extra.STAGE: _agree_to_stage,
    Extra.GOALS: _goals_move,
    Extra.SELF: _tapping(Tap.SELF, GOES_WELL),
    Extra.RATING: _tapping(Tap.RATING, GOES_WELL),
    Extra.QUESTION: _question,
    Extra.NEXT: _usual_time,
    Extra.GOAL: _goal,
    Extra.COMMITMENT: _commit,
}
"""What they do with each thing a check-in offers; what is not in here they leave as it is."""

ANSWERS: Mapping[NoticeKind, Callable[[Turn, Notice], None]] = {
    NoticeKind.PROPOSAL: _proposal,
    NoticeKind.INTRODUCTION: _kick_off,
    NoticeKind.KICKOFF_BOTH: _settle,
    NoticeKind.AGREEMENT_DRAFTED: _sign,
    NoticeKind.AGREEMENT_SIGNED: _next_meeting,
    NoticeKind.FIRST_MEETING: _next_meeting,
    NoticeKind.MEETING_SUGGESTED: _take_time,
    NoticeKind.CHECK_IN: _check_in,
    NoticeKind.STAGE_CONFIRMED: _stage_confirmed,
    NoticeKind.REVIEW_DATE: _holds,
}
"""What they do about each kind of message; the others they read."""
