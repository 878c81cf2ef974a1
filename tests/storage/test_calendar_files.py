"""Laws of calendar files on their way, on all three stores: each change is told once to each of the two."""

from dataclasses import replace
from datetime import datetime, timedelta

from bot.domain.facts import PairFacts
from bot.domain.meetings import Meeting, MeetingState
from bot.domain.notices import FILES, NoticeKind, Operation, OutboxEntry, OutboxState, ToPerson, operation
from bot.services.calendar_files import earlier_files, file_key, file_notices, is_for_no_calendar, is_overtaking
from bot.services.ports import Store, Transaction
from bot.services.work import Work
from tests.support.people_of_the_house import NOW, WORKSPACE, a_pair, ana, ben

PAIR = a_pair().id
MEETING = Meeting(pair=PAIR, number=2, expected_at=NOW + timedelta(days=7), state=MeetingState.AGREED, changes=1)
OFF = replace(MEETING, state=MeetingState.CANCELLED, changes=2)


def change(store: Store, meeting: Meeting, hidden: frozenset[NoticeKind] = frozenset()) -> None:
    """The meeting as it stands now, with the files that tell of it."""
    with store.write() as tx:
        tx.meetings.save(WORKSPACE, meeting)
        tell(tx, facts_in(tx), meeting, hidden)


def tell(tx: Transaction, facts: PairFacts, meeting: Meeting, hidden: frozenset[NoticeKind]) -> None:
    """The files of a change."""
    Work(tx=tx, prompts=(), now=NOW, hidden=hidden).tell(*file_notices(facts, meeting, NOW))


def facts_in(tx: Transaction) -> PairFacts:
    """Ana and Ben."""
    return tx.pairs.facts([PAIR])[PAIR]


def bens(tx: Transaction, sequence: int) -> OutboxEntry:
    """The file for Ben."""
    found = tx.outbox.find(WORKSPACE, file_key(PAIR, ben().id, 2, sequence))
    assert found is not None
    return found


def finish(store: Store, sequence: int, at: datetime = NOW) -> None:
    """Ben has it."""
    with store.write() as tx:
        entry = replace(bens(tx, sequence), state=OutboxState.DELIVERED, finished_at=at, channel="D0BEN", ts="F0ICS")
        tx.outbox.save([entry])


def test_a_change_is_told_once_to_each_of_the_two(store: Store) -> None:
    change(store, MEETING)
    change(store, MEETING)
    with store.write() as tx:
        claimed = tx.outbox.claim(NOW + timedelta(minutes=1), "courier-1", NOW + timedelta(minutes=2), 10, WORKSPACE)

    assert {entry.notice.to for entry in claimed} == {ToPerson(person=ana().id), ToPerson(person=ben().id)}
    assert len(claimed) == 2
    for entry in claimed:
        assert operation(entry.notice.kind) is Operation.FILE
        assert (entry.notice.facts, entry.notice.expires_at) == ({"number": 2, "changes": 1}, MEETING.expected_at)


def test_what_was_not_granted_leaves_no_row(store: Store) -> None:
    change(store, MEETING, hidden=FILES)
    with store.reads() as tx:
        assert tx.outbox.next_due() is None


def test_a_cancellation_is_for_a_calendar_that_has_the_meeting(store: Store) -> None:
    change(store, MEETING)
    change(store, OFF)
    with store.reads() as tx:
        assert [entry.id for entry in earlier_files(tx, bens(tx, 2).notice)] == [bens(tx, 1).id]
        assert is_for_no_calendar(tx, facts_in(tx), bens(tx, 2).notice)
    finish(store, 1)
    with store.reads() as tx:
        assert not is_for_no_calendar(tx, facts_in(tx), bens(tx, 2).notice)
        assert not is_for_no_calendar(tx, facts_in(tx), replace(bens(tx, 2).notice, facts={"number": 3, "changes": 2}))


def test_a_file_waits_for_an_earlier_one_that_is_being_sent(store: Store) -> None:
    change(store, MEETING)
    with store.write() as tx:
        tx.outbox.claim(NOW + timedelta(minutes=1), "courier-1", NOW + timedelta(minutes=2), 10, WORKSPACE)
    change(store, OFF)
    with store.reads() as tx:
        assert is_overtaking(tx, bens(tx, 2).notice)
        assert not is_for_no_calendar(tx, facts_in(tx), bens(tx, 2).notice)
    finish(store, 1)
    with store.reads() as tx:
        assert not is_overtaking(tx, bens(tx, 2).notice)
