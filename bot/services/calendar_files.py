"""Calendar files on their way to the two: the time both agreed on, another one, or none any more.

Each of the two gets the file alone, just after the message that tells of the change, if there is one. A calendar knows
the entry by its UID and its sequence, so that the same file twice changes nothing.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from bot.domain.facts import PairFacts
from bot.domain.meetings import Meeting, MeetingState
from bot.domain.notices import Notice, NoticeKind, OutboxEntry, OutboxState, ToPerson
from bot.services.ports import Transaction

AFTER_THE_WORDS = timedelta(seconds=2)
"""How long a file waits for the message that tells of the same: one conversation takes a message a second."""
ON_THE_SCREEN = frozenset({OutboxState.DELIVERED, OutboxState.LEASED, OutboxState.WAITING_LEAD})
"""States in which the reader has a file, or may have it."""


def file_notices(facts: PairFacts, meeting: Meeting, now: datetime) -> Sequence[Notice]:
    """To each of the two who has an account, in the transaction of the change."""
    return [
        Notice(
            kind=NoticeKind.CALENDAR_FILE,
            workspace=facts.pair.workspace,
            to=ToPerson(person=person.id),
            key=file_key(facts.pair.id, person.id, meeting.number, meeting.changes),
            pair=facts.pair.id,
            facts={"number": meeting.number, "changes": meeting.changes},
            not_before=now + AFTER_THE_WORDS,
            expires_at=meeting.expected_at,
        )
        for person in facts.people
        if not person.is_deactivated
    ]


def file_key(pair: UUID, person: UUID, number: int, sequence: int) -> str:
    """Unique for a change of a meeting in somebody's calendar."""
    return f"calendar_file:{pair}:{person}:{number}:{sequence}"


def is_for_no_calendar(tx: Transaction, facts: PairFacts, notice: Notice) -> bool:
    """Whether it would take away what its reader was never given."""
    meeting = facts.meeting(int(notice.facts["number"]))
    if meeting is None or meeting.state is not MeetingState.CANCELLED:
        return False
    return not any(entry.state in ON_THE_SCREEN or entry.unsure for entry in earlier_files(tx, notice))


def is_overtaking(tx: Transaction, notice: Notice) -> bool:
    """Whether an earlier file of the same meeting is being sent: its reader would open them in the wrong order."""
    return any(entry.state is OutboxState.LEASED for entry in earlier_files(tx, notice))


def earlier_files(tx: Transaction, notice: Notice) -> list[OutboxEntry]:
    """What the reader was to get about this meeting before."""
    if notice.pair is None or not isinstance(notice.to, ToPerson):
        raise KeyError("a calendar file is for one of a pair")
    number, sequence = int(notice.facts["number"]), int(notice.facts["changes"])
    keys = (file_key(notice.pair, notice.to.person, number, each) for each in range(1, sequence))
    found = (tx.outbox.find(notice.workspace, key) for key in keys)
    return [entry for entry in found if entry]
