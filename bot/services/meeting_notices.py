"""What one of the two does about the next meeting, as the other hears of it and as calendars do."""

from datetime import datetime, timedelta
from uuid import UUID

from bot.domain.arranging import Upcoming, described, is_cancelled, open_suggestion
from bot.domain.facts import PairFacts
from bot.domain.meetings import DEFAULT_MINUTES, Meeting, MeetingState, Suggestion
from bot.domain.notices import Notice, NoticeKind, ToPerson
from bot.domain.pairs import Side
from bot.domain.people import Person
from bot.domain.stages import Status
from bot.services.ports.calendars import CalendarEntry


def calendar_entry(facts: PairFacts, side: Side, meeting: Meeting, title: str, now: datetime) -> CalendarEntry:
    """The meeting for one side's calendar. Cancelled with the meeting, and when the mentorship pauses or is over."""
    schedule = facts.schedule()
    return CalendarEntry(
        uid=f"{facts.pair.id}-{meeting.number}-{side}@mentor-cadence",
        sequence=meeting.changes,
        starts=meeting.expected_at,
        length=timedelta(minutes=schedule.minutes if schedule else DEFAULT_MINUTES),
        tz=facts.person(side).tz,
        title=title,
        made_at=now,
        is_cancelled=meeting.state is MeetingState.CANCELLED or facts.pair.status is not Status.ACTIVE,
    )


def is_stale(facts: PairFacts, notice: Notice, now: datetime) -> bool:
    """Whether a message about a meeting says what does not hold any more when its turn comes."""
    number, turn = notice.facts.get("number"), notice.facts.get("turn")
    match notice.kind:
        case NoticeKind.BRIEF if number is not None:
            return is_cancelled(facts, int(number)) or described(facts, int(number)).at <= now
        case NoticeKind.MEETING_SUGGESTED if turn is not None:
            waiting = open_suggestion(facts, now)
            return waiting is None or waiting.turn != turn
        case NoticeKind.MEETING_AGREED | NoticeKind.CALENDAR_FILE if number is not None:
            meeting = facts.meeting(int(number))
            return meeting is None or meeting.changes != notice.facts.get("changes")
        case _:
            return False


def suggested_notice(facts: PairFacts, partner: Person, suggestion: Suggestion) -> Notice:
    """To the partner, at once: what a person asks is passed on whenever they do."""
    return Notice(
        kind=NoticeKind.MEETING_SUGGESTED,
        workspace=facts.pair.workspace,
        to=ToPerson(person=partner.id),
        key=f"meeting_suggested:{facts.pair.id}:{suggestion.turn}",
        pair=facts.pair.id,
        facts={"turn": suggestion.turn},
        expires_at=suggestion.at,
    )


def agreed_notice(facts: PairFacts, suggested_by: UUID, meeting: Meeting) -> Notice:
    """To who suggested the time that was taken."""
    return Notice(
        kind=NoticeKind.MEETING_AGREED,
        workspace=facts.pair.workspace,
        to=ToPerson(person=suggested_by),
        key=f"meeting_agreed:{facts.pair.id}:{meeting.number}:{meeting.changes}",
        pair=facts.pair.id,
        facts={"number": meeting.number, "changes": meeting.changes},
        expires_at=meeting.expected_at,
    )


def cancelled_notice(facts: PairFacts, partner: Person, ahead: Upcoming) -> Notice:
    """To the partner of who called it off."""
    return Notice(
        kind=NoticeKind.MEETING_CANCELLED,
        workspace=facts.pair.workspace,
        to=ToPerson(person=partner.id),
        key=f"meeting_cancelled:{facts.pair.id}:{ahead.number}",
        pair=facts.pair.id,
        facts={"number": ahead.number},
        expires_at=ahead.at,
    )
