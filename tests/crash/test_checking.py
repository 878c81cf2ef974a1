"""The checker finds each broken promise, and nothing where all is well."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest

from bot.domain.notices import NoticeKind, OutboxEntry, OutboxState, ToPair
from sandbox import LedgerEntry
from tests.crash.checking import IN_HAND_FOR, Books, Findings, Interruption, check, densest
from tests.support.papers_of_the_house import a_notice, an_entry
from tests.support.people_of_the_house import NOW, WORKSPACE, a_pair, ana, ben

SECOND = timedelta(seconds=1)
DONE = an_entry(state=OutboxState.DELIVERED, finished_at=NOW, channel="D0BEN", ts="1.0")


def line(entry: OutboxEntry = DONE, after: float = 0, channel: str = "D0BEN", ts: str = "1.0") -> LedgerEntry:
    """Slack took it."""
    return LedgerEntry(
        workspace=WORKSPACE,
        channel=channel,
        ts=ts,
        text_hash="",
        metadata={"event_type": "x", "event_payload": {"id": str(entry.id)}},
        at=NOW + after * SECOND,
        kind="post",
    )


def found(outbox: Sequence[OutboxEntry], *ledger: LedgerEntry, crashes: Sequence[Interruption] = ()) -> Findings:
    """What the checker says, an hour later."""
    readers: dict[UUID | str, frozenset[str]] = {
        ben().id: frozenset({"U0BEN"}),
        a_pair().id: frozenset({"U0ANA", "U0BEN"}),
    }
    return check(
        Books(
            outbox=outbox,
            ledger=ledger,
            now=NOW + timedelta(hours=1),
            workspace=WORKSPACE,
            readers=readers,
            members={"D0BEN": frozenset({"U0BEN", "U0BOT"}), "D0ANA": frozenset({ana().slack_id, "U0BOT"})},
            interruptions=crashes,
        )
    )


def crash(*entries: OutboxEntry, after: float = 1) -> Interruption:
    """The process died with these in flight, all of them its own."""
    in_flight = frozenset(entry.id for entry in entries)
    return Interruption(at=NOW + after * SECOND, in_flight=in_flight, in_hand=len(in_flight))


def test_what_is_delivered_once_is_well() -> None:
    assert found([DONE], line()) == Findings(posted=1)


@pytest.mark.parametrize(
    ("state", "reason"),
    [
        (OutboxState.WAITING, None),
        (OutboxState.LEASED, None),
        (OutboxState.DELIVERED, None),
        (OutboxState.EXPIRED, None),
        (OutboxState.CANCELLED, None),
        (OutboxState.WAITING_LEAD, "not_in_channel"),
        (OutboxState.DEAD, "user_disabled"),
    ],
)
def test_what_is_due_and_nowhere_is_lost(state: OutboxState, reason: str | None) -> None:
    assert len(found([replace(DONE, state=state, reason=reason)]).lost) == 1


@pytest.mark.parametrize("state", [OutboxState.WAITING_LEAD, OutboxState.DEAD])
def test_what_a_lead_was_told_is_not_lost(state: OutboxState) -> None:
    refused = replace(DONE, state=state, reason="not_in_channel")
    told = replace(a_notice("told"), kind=NoticeKind.UNDELIVERED, about=refused.id)
    report = an_entry("told", notice=told, state=OutboxState.DELIVERED, finished_at=NOW, channel="D0BEN", ts="1.0")
    assert found([refused, report], line(report)) == Findings(posted=1)


def test_what_is_not_due_yet_or_has_a_reason_is_not_lost() -> None:
    later = an_entry("later", not_before=NOW + timedelta(hours=2))
    over = replace(DONE, state=OutboxState.EXPIRED, reason="its day was over")
    assert found([later, over]) == Findings()


def test_a_message_that_slack_does_not_have_where_the_outbox_says_is_lost() -> None:
    assert len(found([DONE], line(ts="2.0")).lost) == 1


def test_a_second_post_needs_a_crash_between_that_had_it_in_flight() -> None:
    twice = (line(), line(after=5, ts="2.0"))
    assert found([DONE], *twice, crashes=[crash(DONE)]) == Findings(posted=2, doubled=1)
    assert len(found([DONE], *twice).problems) == 1
    assert len(found([DONE], *twice, crashes=[crash()]).problems) == 1
    assert len(found([DONE], *twice, crashes=[crash(DONE, after=6)]).problems) == 1
    assert len(found([DONE], *twice, line(after=9, ts="3.0"), crashes=[crash(DONE)]).problems) == 1


def test_a_second_post_to_several_has_no_excuse() -> None:
    notice = replace(a_notice(), kind=NoticeKind.INTRODUCTION, to=ToPair(pair=a_pair().id))
    group = replace(DONE, notice=notice, channel="G0PAIR")
    books = [line(group, channel="G0PAIR"), line(group, after=5, channel="G0PAIR", ts="2.0")]
    readers = {"G0PAIR": frozenset({"U0ANA", "U0BEN"})}
    said = check(
        Books(
            outbox=[group],
            ledger=books,
            now=NOW,
            workspace=WORKSPACE,
            readers={a_pair().id: readers["G0PAIR"]},
            members=readers,
            interruptions=[crash(group)],
        )
    )
    assert len(said.problems) == 1


def test_more_in_one_hand_than_a_process_may_hold_is_told() -> None:
    many = [an_entry(f"many:{number}", not_before=NOW + timedelta(hours=2)) for number in range(129)]
    assert len(found(many, crashes=[crash(*many)]).problems) == 1
    assert found(many, crashes=[crash(*many[1:])]).problems == []


@pytest.mark.parametrize(
    ("entry", "posted"),
    [
        (replace(DONE, notice=replace(DONE.notice, not_before=NOW + SECOND)), line()),
        (replace(DONE, notice=replace(DONE.notice, expires_at=NOW - IN_HAND_FOR)), line()),
        (replace(DONE, notice=replace(DONE.notice, workspace="T0OTHER")), line()),
        (replace(DONE, channel="D0ANA"), line(channel="D0ANA")),
        (replace(DONE, state=OutboxState.CANCELLED, unsure=1, reason="taken back"), line(after=1)),
        (replace(DONE, state=OutboxState.CANCELLED, reason="taken back"), line()),
        (DONE, replace(line(), metadata=None)),
    ],
    ids=["before its time", "after its day", "elsewhere", "to somebody else", "after", "taken back", "unnamed"],
)
def test_what_must_not_be_posted_is_told(entry: OutboxEntry, posted: LedgerEntry) -> None:
    assert len(found([entry], posted).problems) == 1


def test_what_no_outbox_knows_is_told() -> None:
    assert len(found([], line()).problems) == 1


def test_a_conversation_takes_three_a_second_and_no_more() -> None:
    entries = [replace(an_entry(f"many:{n}"), state=OutboxState.DELIVERED, finished_at=NOW) for n in range(4)]
    entries = [replace(entry, channel="D0BEN", ts=f"{n}.0") for n, entry in enumerate(entries)]
    lines = [line(entry, after=n / 4, ts=f"{n}.0") for n, entry in enumerate(entries)]
    assert found(entries[:3], *lines[:3]).problems == []
    assert len(found(entries, *lines).problems) == 1


def test_the_densest_window_slides_and_leaves_its_end_out() -> None:
    instants = [NOW + second * SECOND for second in (0, 30, 59, 60, 89)]
    assert densest(instants, timedelta(minutes=1)) == 4
    assert densest(instants[:4], timedelta(minutes=1)) == 3
    assert densest([], SECOND) == 0
