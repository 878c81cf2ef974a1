"""Arranging the next meeting: the usual time, another one, taking it, and calling it off.

What one of the two does reaches the other as a message at once, but for a tap on the usual time: the other is asked
about that in their own check-in.
"""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from bot.domain.arranging import (
    LONGEST_WORD,
    Upcoming,
    call_off,
    described,
    open_suggestion,
    passed,
    refuse_unsuited,
    settle,
    upcoming,
)
from bot.domain.errors import FieldsRefused, MeetingChanged, NoMeetingAhead, PairPaused
from bot.domain.facts import PairFacts
from bot.domain.meetings import Meeting, MeetingState, Suggestion
from bot.domain.pairs import Side
from bot.domain.people import Actor, Person
from bot.domain.stages import Status
from bot.services.access import own_facts, own_pair
from bot.services.calendar_files import file_notices
from bot.services.meeting_notices import agreed_notice, cancelled_notice, suggested_notice
from bot.services.work import Work


@dataclass(frozen=True, slots=True, kw_only=True)
class Arranged:
    """How things stand after a click: what holds now is drawn from it, whoever was faster."""

    facts: PairFacts
    side: Side


def read_next(work: Work, actor: Actor, pair_id: UUID) -> tuple[Arranged, Upcoming]:
    """The next meeting, for one of the two. Raises `NotYourPair`, `PairEnded`, `PairPaused`,
    `NoMeetingAhead`."""
    facts, _, side = own_facts(work.tx, actor, pair_id)
    facts.pair.refuse_unless_open()
    return Arranged(facts=facts, side=side), _ahead(facts, work.now)


def keep_usual_time(work: Work, actor: Actor, pair_id: UUID, number: int) -> Arranged:
    """A tap on the usual time: with the taps of both it is agreed. For another meeting than the next, nothing changes.

    Raises `NotYourPair`, `PairEnded`.
    """
    facts, person, side = _locked(work, actor, pair_id)
    ahead, waiting = upcoming(facts, work.now), open_suggestion(facts, work.now)
    if ahead is None or ahead.number != number or ahead.is_agreed:
        return Arranged(facts=facts, side=side)
    if waiting is None:
        _suggest(work, facts, _suggestion(work, facts, ahead, person, ahead.at, "", is_usual=True))
    elif waiting.by != person.id and waiting.at == ahead.at:
        _agree(work, facts, ahead, waiting)
    return _arranged(work, facts, side)


def suggest_time(work: Work, actor: Actor, pair_id: UUID, number: int, at: datetime, word: str) -> Arranged:
    """Suggest a time for the next meeting; it takes the place of any other suggestion. The time the partner suggested
    is taken.

    Raises `NotYourPair`, `PairEnded`, `TimeRefused`, `FieldsRefused`; `MeetingChanged` when another meeting is next.
    """
    _refuse_long(word)
    facts, person, side = _locked(work, actor, pair_id)
    ahead = _ahead(facts, work.now)
    if ahead.number != number:
        raise MeetingChanged
    waiting = open_suggestion(facts, work.now)
    if waiting and waiting.by != person.id and waiting.at == at:
        _agree(work, facts, ahead, waiting)
        return _arranged(work, facts, side)
    if ahead.is_agreed and at == ahead.at:
        return Arranged(facts=facts, side=side)
    refuse_unsuited(facts, side, at, work.now)
    suggested = _suggestion(work, facts, ahead, person, at, word, is_usual=False)
    _suggest(work, facts, suggested)
    work.tell(suggested_notice(facts, facts.person(side.other), suggested))
    return _arranged(work, facts, side)


def take_time(work: Work, actor: Actor, pair_id: UUID, turn: int) -> Arranged:
    """Take the time the partner suggested; an older one, or one's own, changes nothing and what holds now is shown.

    Raises `NotYourPair`, `PairEnded`.
    """
    facts, person, side = _locked(work, actor, pair_id)
    ahead, waiting = upcoming(facts, work.now), open_suggestion(facts, work.now)
    if ahead and waiting and waiting.turn == turn and waiting.by != person.id:
        _agree(work, facts, ahead, waiting)
    return _arranged(work, facts, side)


def cancel_meeting(work: Work, actor: Actor, pair_id: UUID, number: int, word: str) -> Arranged:
    """No meeting this time: its number is closed, and the next one is expected a rhythm later.

    A second click changes nothing. Raises `NotYourPair`, `PairEnded`, `FieldsRefused`.
    """
    _refuse_long(word)
    facts, _, side = _locked(work, actor, pair_id)
    ahead = upcoming(facts, work.now)
    if ahead is None or ahead.number != number:
        return Arranged(facts=facts, side=side)
    meeting = call_off(facts, ahead, side, word)
    _write_down(work, facts, meeting)
    work.tx.meetings.close(facts.pair.id, work.now)
    work.tell(cancelled_notice(facts, facts.person(side.other), ahead))
    if ahead.is_agreed:
        work.tell(*file_notices(facts, meeting, work.now))
    return _arranged(work, facts, side)


def release_meeting(work: Work, facts: PairFacts) -> None:
    """Call off an agreed meeting because the two pause or part; nobody is told beside what they are told of that, but
    their calendars are.

    The caller plans anew.
    """
    for meeting in facts.meetings:
        # Not only the next one: a meeting may have been agreed before the end was moved in front of it.
        if meeting.state is MeetingState.AGREED and meeting.expected_at > work.now:
            released = call_off(facts, described(facts, meeting.number), None, "")
            _write_down(work, facts, released)
            work.tell(*file_notices(facts, released, work.now))
    work.tx.meetings.close(facts.pair.id, work.now)


def _locked(work: Work, actor: Actor, pair_id: UUID) -> tuple[PairFacts, Person, Side]:
    pair, person, side = own_pair(work.tx, actor, pair_id)
    pair.refuse_unless_open()
    return work.tx.pairs.facts([pair.id])[pair.id], person, side


def _ahead(facts: PairFacts, now: datetime) -> Upcoming:
    if facts.pair.status is Status.PAUSED:
        raise PairPaused
    found = upcoming(facts, now)
    if found is None:
        raise NoMeetingAhead
    return found


def _suggestion(
    work: Work, facts: PairFacts, ahead: Upcoming, person: Person, at: datetime, word: str, *, is_usual: bool
) -> Suggestion:
    """The next turn. Whoever first wanted to leave a settled time stays the mover, however often they go on."""
    before = open_suggestion(facts, work.now)
    side = facts.pair.side_of(person.id)
    begins = side if ahead.is_settled and not is_usual else None
    return Suggestion(
        pair=facts.pair.id,
        turn=work.tx.meetings.turns(facts.pair.id) + 1,
        number=ahead.number,
        at=at,
        by=person.id,
        made_at=work.now,
        is_usual=is_usual,
        mover=(before.mover if before else None) or begins,
        word=word,
    )


def _suggest(work: Work, facts: PairFacts, suggestion: Suggestion) -> None:
    work.tx.meetings.suggest(facts.pair.workspace, suggestion)


def _agree(work: Work, facts: PairFacts, ahead: Upcoming, taken: Suggestion) -> None:
    meeting = settle(facts, ahead, taken.at, taken.mover)
    _write_down(work, facts, meeting)
    work.tx.meetings.close(facts.pair.id, work.now)
    if not taken.is_usual:
        work.tell(agreed_notice(facts, taken.by, meeting))
    work.tell(*file_notices(facts, meeting, work.now))


def _write_down(work: Work, facts: PairFacts, meeting: Meeting) -> None:
    for each in passed(facts, meeting.number):
        work.tx.meetings.expect(facts.pair.workspace, each)
    work.tx.meetings.save(facts.pair.workspace, meeting)


def _arranged(work: Work, facts: PairFacts, side: Side) -> Arranged:
    work.replan([facts.pair.id])
    return Arranged(facts=work.tx.pairs.facts([facts.pair.id])[facts.pair.id], side=side)


def _refuse_long(word: str) -> None:
    if len(word) > LONGEST_WORD:
        raise FieldsRefused({"word": "field.words_too_long"})
