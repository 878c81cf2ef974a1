"""Loading what a notice speaks of, at the moment it is drawn: withdrawn words and ended pairs are not sent."""

from dataclasses import replace
from datetime import datetime
from uuid import UUID

from bot.domain.facts import PairFacts
from bot.domain.feedback import Feedback, FeedbackState
from bot.domain.goal_notes import Teller
from bot.domain.goals import open_goals
from bot.domain.notices import Notice, NoticeKind, NotSent, OutboxEntry, ToChannel, ToPair, ToPerson
from bot.domain.people import Person
from bot.domain.proposals import answer_by
from bot.domain.questions import Visibility
from bot.domain.scenes import Scene
from bot.domain.stages import Status
from bot.services.access import active_leads, who_can_be_asked
from bot.services.calendar_files import is_for_no_calendar
from bot.services.meeting_notices import is_stale
from bot.services.ports import Transaction

ONLY_WHILE_ACTIVE = frozenset(
    {
        NoticeKind.CHECK_IN,
        NoticeKind.STAGE_CONFIRMED,
        NoticeKind.AGREEMENT_NUDGE,
        NoticeKind.KICKOFF_ALONE,
        NoticeKind.SHORT_AGREEMENT,
        NoticeKind.REVIEW_DATE,
        NoticeKind.CLOSURE_OPENS,
        NoticeKind.INTRODUCTION,
        NoticeKind.SILENCE,
        NoticeKind.HALF_TIME,
        NoticeKind.BRIEF,
        NoticeKind.FIRST_MEETING,
        NoticeKind.MEETING_SUGGESTED,
        NoticeKind.MEETING_AGREED,
        NoticeKind.MEETING_CANCELLED,
        NoticeKind.GOAL_CELEBRATED,
    }
)
"""Kinds that say nothing true once the pair has ended or pauses."""
UNTIL_THE_END = frozenset(
    {
        NoticeKind.AGREEMENT_DRAFTED,
        NoticeKind.AGREEMENT_SIGNED,
        NoticeKind.AGREEMENT_KEPT,
        NoticeKind.KICKOFF_BOTH,
        NoticeKind.RESET,
        NoticeKind.BEGUN_AGAIN,
        NoticeKind.GOAL_REACHED,
        NoticeKind.GOAL_REOPENED,
    }
)
"""Kinds that pass on what one of the two did: in a pause too, since nothing would tell the other later."""
READABLE = {
    NoticeKind.FEEDBACK: (FeedbackState.HELD,),
    NoticeKind.FEEDBACK_HELD: (FeedbackState.HELD,),
    NoticeKind.HELP_ASKED: (FeedbackState.HELD, FeedbackState.DELIVERED),
}
"""In which states words are read; a call for help goes to several leads, and one may have it before the others."""
CHOSEN = {NoticeKind.FEEDBACK: Visibility.PARTNER, NoticeKind.HELP_ASKED: Visibility.LEAD}
"""Whom a letter was written for."""


ABOUT_A_GOAL = frozenset({NoticeKind.GOAL_REACHED, NoticeKind.GOAL_CELEBRATED, NoticeKind.GOAL_REOPENED})
"""News of a goal: sent only as long as whoever may say so wishes it."""

NO_LEAD_ANY_MORE = "the reader does not lead any more"
"""Why a request for help is not handed to somebody; those who lead now get it instead."""


def read_scene(tx: Transaction, notice: Notice, now: datetime) -> Scene | NotSent:
    """What the drawing of a notice needs, or why it must not be sent any more.

    Raises `KeyError` when something it names does not exist: bad facts, which the courier sets aside as dead.
    """
    facts = tx.pairs.facts([notice.pair])[notice.pair] if notice.pair else None
    if facts and notice.kind in ONLY_WHILE_ACTIVE and facts.pair.status is not Status.ACTIVE:
        return NotSent(reason="the pair has ended")
    if facts and notice.kind in UNTIL_THE_END and facts.pair.status is Status.ENDED:
        return NotSent(reason="the pair has ended")
    if notice.kind is NoticeKind.PROPOSAL and facts and _is_answered(facts, notice, now):
        return NotSent(reason="answered or closed before it was sent")
    if facts and is_stale(facts, notice, now):
        return NotSent(reason="the next meeting has changed since")
    if facts and notice.kind is NoticeKind.CALENDAR_FILE and is_for_no_calendar(tx, facts, notice):
        return NotSent(reason="no calendar has the meeting")
    if facts and notice.kind in ABOUT_A_GOAL and not _still_told(facts, notice):
        return NotSent(reason="a yes to it was taken back")
    if notice.kind is NoticeKind.BUNDLE:
        found = read_bundle(tx, _named(notice.about), now)
        return replace(found, notice=notice) if found else NotSent(reason="nothing of it is left to say")
    if notice.kind in (NoticeKind.FEEDBACK, NoticeKind.FEEDBACK_HELD, NoticeKind.HELP_ASKED):
        return _with_words(tx, notice, facts, now)
    undelivered = _undelivered(tx, notice)
    program = tx.programs.get(notice.program) if notice.program else None
    return Scene(
        notice=notice,
        now=now,
        reader=_reader(tx, notice),
        facts=facts,
        program=program,
        leads=active_leads(tx, program) if program and notice.kind is NoticeKind.DIGEST else (),
        undelivered=undelivered,
        meant_for=_meant_for(tx, undelivered) if undelivered else _about(tx, notice),
    )


def read_bundle(tx: Transaction, bundle_id: UUID, now: datetime) -> Scene | None:
    """A message of several things as all of it stands now; what has gone is left out. None when nothing is left.

    Raises `KeyError` for a bundle that was forgotten.
    """
    bundle = tx.bundles.get(bundle_id)
    read = (read_scene(tx, bundle.notice_of(part), now) for part in bundle.parts)
    scenes = tuple(scene for scene in read if isinstance(scene, Scene))
    if not scenes:
        return None
    whole = Notice(
        kind=NoticeKind.BUNDLE,
        workspace=bundle.workspace,
        to=ToPerson(person=bundle.person),
        key=f"bundle:{bundle.id}",
        about=bundle.id,
    )
    reader = tx.people.get(bundle.person)
    return Scene(notice=whole, now=now, reader=reader, parts=scenes, is_weekly=bundle.is_weekly)


def _with_words(tx: Transaction, notice: Notice, facts: PairFacts | None, now: datetime) -> Scene | NotSent:
    words = tx.feedback.get(_named(notice.about))
    if facts and facts.pair.is_parted and notice.kind is NoticeKind.FEEDBACK:
        return NotSent(reason="contact has ended")
    if words.state not in READABLE[notice.kind] or _is_outdated(words, notice, now):
        return NotSent(reason="taken back by its author")
    reader = _reader(tx, notice)
    if notice.kind is NoticeKind.HELP_ASKED and facts and reader and reader.id not in who_can_be_asked(tx, facts):
        return NotSent(reason=NO_LEAD_ANY_MORE)
    return Scene(notice=notice, now=now, reader=reader, facts=facts, feedback=words)


def _is_outdated(words: Feedback, notice: Notice, now: datetime) -> bool:
    """Whether a letter is older than these words: taken back, they may be sent anew, to another reader, later."""
    chosen = CHOSEN.get(notice.kind)
    if chosen is None:
        return False
    return words.visibility is not chosen or (words.held_until is not None and now < words.held_until)


def _still_told(facts: PairFacts, notice: Notice) -> bool:
    """Whether the two still wish what the notice stands for, in just these words."""
    if notice.kind is NoticeKind.GOAL_REOPENED:
        return any(goal.id == notice.about for goal in open_goals(facts.goals))
    news = next((each for each in facts.goal_news if each.goal == notice.about), None)
    if news is None or news.teller is not Teller.BOT:
        return False
    return notice.kind is NoticeKind.GOAL_REACHED or (news.is_celebrated and notice.facts.get("turn") == news.turn)


def _is_answered(facts: PairFacts, notice: Notice, now: datetime) -> bool:
    side, until = facts.pair.waits_for(), answer_by(facts.pair, facts.mentor, facts.mentee)
    return side is None or until is None or now >= until or notice.to != ToPerson(person=facts.pair.person_on(side))


def _reader(tx: Transaction, notice: Notice) -> Person | None:
    return tx.people.get(notice.to.person) if isinstance(notice.to, ToPerson) else None


def _undelivered(tx: Transaction, notice: Notice) -> OutboxEntry | None:
    return tx.outbox.get(_named(notice.about)) if notice.kind is NoticeKind.UNDELIVERED else None


def _meant_for(tx: Transaction, entry: OutboxEntry) -> str | None:
    match entry.notice.to:
        case ToPerson(person=person):
            return tx.people.get(person).slack_id
        case ToPair() | ToChannel():
            return None


def _about(tx: Transaction, notice: Notice) -> str | None:
    """The Slack id of the lead who invites."""
    return tx.people.get(_named(notice.about)).slack_id if notice.kind is NoticeKind.INVITED else None


def _named(about: UUID | None) -> UUID:
    if about is None:
        raise KeyError("the notice does not say what it is about")
    return about
