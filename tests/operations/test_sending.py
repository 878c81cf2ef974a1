"""The doctor says how delivery stands, in numbers, and what to do next."""

from datetime import timedelta

from bot.domain.notices import OutboxState
from bot.services.backlog import Backlog
from bot.services.ports import Trouble
from operations.sending import NEXT, sending
from tests.support.people_of_the_house import NOW

NOTHING = Backlog(waiting={}, oldest=None, for_leads=(), dead=())


def trouble(state: OutboxState, kind: str, reason: str, count: int = 1) -> Trouble:
    """Messages that need somebody."""
    return Trouble(state=state, kind=kind, reason=reason, count=count, oldest=NOW)


def said(backlog: Backlog) -> tuple[bool, str]:
    """Whether all is good, and all that is said."""
    found = list(sending(backlog, NOW, 240))
    return all(finding.is_good for finding in found), "\n".join(finding.sentence for finding in found)


def test_nothing_waits() -> None:
    assert said(NOTHING) == (True, "Delivery: nothing waits.")


def test_a_backlog_is_counted_and_told_how_long_it_takes() -> None:
    much = Backlog(waiting={"T1": 2400, "T2": 1}, oldest=NOW - timedelta(minutes=3), for_leads=(), dead=())
    is_good, words = said(much)

    assert is_good
    assert "2,401 messages can go, in 2 workspaces; the oldest since about 3 minutes." in words
    assert "gone in about 10 minutes while the bot runs" in words
    assert "T1" not in words


def test_what_waits_for_long_makes_the_operator_look() -> None:
    is_good, words = said(Backlog(waiting={"T1": 1}, oldest=NOW - timedelta(hours=2), for_leads=(), dead=()))

    assert not is_good
    assert "1 message can go, in 1 workspace" in words
    assert "Look whether `app.py run` is running." in words


def test_what_waits_for_a_lead_is_told_by_kind_and_reason_with_what_mends_it() -> None:
    waiting = (
        trouble(OutboxState.WAITING_LEAD, "digest", "is_archived", 2),
        trouble(OutboxState.WAITING_LEAD, "introduction", "Slack did not answer in time"),
    )
    is_good, words = said(Backlog(waiting={}, oldest=None, for_leads=waiting, dead=()))

    assert not is_good
    assert f"2 digest (is_archived) waiting for a lead. What to do: {NEXT['is_archived']}." in words
    assert "1 introduction (Slack did not answer in time) waiting for a lead. What to do: it may have arrived" in words


def test_the_dead_are_counted_and_only_our_own_mistakes_are_wrong() -> None:
    closed = trouble(OutboxState.DEAD, "check_in", "user_disabled", 3)
    is_good, words = said(Backlog(waiting={}, oldest=None, for_leads=(), dead=(closed,)))
    assert is_good
    assert "in the last 7 days: 3 check_in (user_disabled). Leads were told of each" in words

    ours = trouble(OutboxState.DEAD, "digest", "bad facts: KeyError")
    is_good, words = said(Backlog(waiting={}, oldest=None, for_leads=(), dead=(closed, ours)))
    assert not is_good
    assert "1 digest (bad facts: KeyError). Some could not be drawn" in words
