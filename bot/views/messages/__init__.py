"""One drawing for each notice."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from bot.domain.notices import NoticeKind
from bot.domain.scenes import Scene
from bot.views.composing import Paragraph, compose, note, offers
from bot.views.messages import (
    absences,
    agreements,
    bundles,
    calendars,
    check_ins,
    endings,
    feedback,
    goal_reviews,
    kickoffs,
    leads,
    meetings,
    pairing,
    stages,
)
from bot.views.messages.absences import silence_answered
from bot.views.messages.check_ins import TALK, check_in
from bot.views.parts import Message
from bot.views.voice import Voice
from bot.views.wording import SceneIncomplete

__all__ = ["PARTS", "WHOLE", "Message", "Part", "SceneIncomplete", "check_in", "draw", "silence_answered"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """What can be said alone or together with others: the body, and the key of why it came and how to get fewer."""

    body: Callable[[Voice, Scene], Sequence[Paragraph]]
    why: str


PARTS: Mapping[NoticeKind, Part] = {
    NoticeKind.BRIEF: Part(body=meetings.brief_part, why="brief.why"),
    NoticeKind.CHECK_IN: Part(body=check_ins.check_in_part, why="check_in.why"),
    NoticeKind.FIRST_MEETING: Part(body=meetings.first_meeting_part, why="first_meeting.why"),
    NoticeKind.CLOSURE_OPENS: Part(body=endings.closure_opens_part, why="closure.why"),
    NoticeKind.HALF_TIME: Part(body=absences.half_time_part, why="half_time.why"),
    NoticeKind.KICKOFF_ALONE: Part(body=kickoffs.kickoff_alone_part, why="kickoff.alone_why"),
    NoticeKind.AGREEMENT_NUDGE: Part(body=kickoffs.agreement_nudge_part, why="agreement.nudge_why"),
    NoticeKind.SHORT_AGREEMENT: Part(body=kickoffs.short_agreement_part, why="short.why"),
    NoticeKind.REVIEW_DATE: Part(body=kickoffs.review_date_part, why="review.why"),
    NoticeKind.SILENCE: Part(body=absences.silence_part, why="silence.why"),
}
"""What prompts say unasked to one person: due within a day, it is said as one message."""


WHOLE: Mapping[NoticeKind, Callable[[Voice, Scene], Message]] = {
    NoticeKind.INVITED: pairing.invited,
    NoticeKind.PROPOSAL: pairing.proposal,
    NoticeKind.PROPOSAL_CLOSED: pairing.proposal_closed,
    NoticeKind.INTRODUCTION: pairing.introduction,
    NoticeKind.AGREEMENT_DRAFTED: agreements.agreement_drafted,
    NoticeKind.AGREEMENT_SIGNED: agreements.agreement_signed,
    NoticeKind.AGREEMENT_KEPT: kickoffs.agreement_kept,
    NoticeKind.KICKOFF_BOTH: kickoffs.kickoff_both,
    NoticeKind.MEETING_SUGGESTED: meetings.meeting_suggested,
    NoticeKind.MEETING_AGREED: meetings.meeting_agreed,
    NoticeKind.MEETING_CANCELLED: meetings.meeting_cancelled,
    NoticeKind.CALENDAR_FILE: calendars.calendar_file,
    NoticeKind.FEEDBACK_HELD: feedback.feedback_held,
    NoticeKind.FEEDBACK: feedback.feedback,
    NoticeKind.HELP_ASKED: feedback.help_asked,
    NoticeKind.STAGE_CONFIRMED: stages.stage_confirmed,
    NoticeKind.GOAL_REACHED: goal_reviews.goal_reached,
    NoticeKind.GOAL_CELEBRATED: goal_reviews.goal_celebrated,
    NoticeKind.GOAL_REOPENED: goal_reviews.goal_reopened,
    NoticeKind.PAUSED: absences.paused,
    NoticeKind.RESUMED: absences.resumed,
    NoticeKind.RESET: absences.reset,
    NoticeKind.BEGUN_AGAIN: absences.begun_again,
    NoticeKind.ENDED: endings.ended,
    NoticeKind.PAIR_ENDED: endings.pair_ended,
    NoticeKind.DIGEST: leads.digest,
    NoticeKind.UNDELIVERED: leads.undelivered,
}
"""What is always a message of its own."""


def draw(voice: Voice, scene: Scene) -> Message:
    """The message a notice becomes. Raises `SceneIncomplete` when the scene lacks what the notice speaks of."""
    kind = scene.notice.kind
    if kind is NoticeKind.BUNDLE:
        return bundles.bundle(voice, scene, {each: part.body for each, part in PARTS.items()})
    if part := PARTS.get(kind):
        return compose(voice, [*part.body(voice, scene), offers(voice, TALK), note(voice, part.why)])
    return WHOLE[kind](voice, scene)
