"""What the doctor says of messages on their way: how many wait and how long, and which need somebody. Numbers alone."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta

from bot.domain.prompts import Prompt
from bot.services.backlog import DEAD_SINCE, Backlog, read_backlog
from bot.services.ports import Store, Trouble
from bot.services.work import Work
from operations.findings import Finding

LONG = timedelta(hours=1)
"""Messages that wait longer make the operator look whether the bot runs; judgement."""

NEXT: Mapping[str, str] = {
    "not_in_channel": "invite the bot to the channel, then a lead presses Post again in Home",
    "channel_not_found": "a lead chooses another channel with /mentor program, then presses Post again in Home",
    "is_archived": "a lead chooses another channel with /mentor program, then presses Post again in Home",
    "restricted_action": "let the app post there in the workspace's settings, then a lead presses Post again in Home",
    "missing_scope": "install the app again with manifest.yml, then a lead presses Post again in Home",
}
"""What mends a refusal."""
MAY_HAVE_ARRIVED = "it may have arrived: a lead asks the reader, and presses Post again in Home if it did not"
"""What to do about all other messages that wait for a lead: their end is not known."""
OURS = ("bad facts", "unknown_kind")
"""How the reasons begin for which no workspace is to blame."""


def sent(store: Store, prompts: Sequence[Prompt], now: datetime, per_minute: int) -> tuple[Finding, ...]:
    """How delivery stands, read from a store whose tables are up to date."""
    with store.reads() as tx:
        backlog = read_backlog(Work(tx=tx, prompts=prompts, now=now))
    return tuple(sending(backlog, now, per_minute))


def sending(backlog: Backlog, now: datetime, per_minute: int) -> Iterator[Finding]:
    """How delivery stands at `now`, at a pace of `per_minute` messages a minute and workspace."""
    yield _waiting(backlog, now, per_minute)
    for trouble in backlog.for_leads:
        todo = NEXT.get(trouble.reason, MAY_HAVE_ARRIVED)
        yield Finding(is_good=False, sentence=f"Delivery: {_named(trouble)} waiting for a lead. What to do: {todo}.")
    if backlog.dead:
        yield _dead(backlog.dead)


def _waiting(backlog: Backlog, now: datetime, per_minute: int) -> Finding:
    if backlog.oldest is None:
        return Finding(is_good=True, sentence="Delivery: nothing waits.")
    age, left = now - backlog.oldest, backlog.time_left(per_minute)
    counted = (
        f"Delivery: {_counted(backlog.count, 'message')} can go, in {_counted(len(backlog.waiting), 'workspace')}; the "
        f"oldest since {_minutes(age)}. At Slack's pace they are gone in {_minutes(left)}"
    )
    if age <= LONG:
        return Finding(is_good=True, sentence=f"{counted} while the bot runs.")
    return Finding(
        is_good=False,
        sentence=f"{counted}. Look whether `app.py run` is running. Its log says courier.drain while it works off "
        "much, and courier.later or courier.stumbled with the reason while it cannot send.",
    )


def _dead(dead: Sequence[Trouble]) -> Finding:
    listed = ", ".join(_named(trouble) for trouble in dead)
    ours = any(trouble.reason.startswith(OURS) for trouble in dead)
    todo = (
        "Some could not be drawn: run the newest version, and report it with the log's courier.gave_up"
        if ours
        else "Leads were told of each; an account that is closed needs nothing"
    )
    return Finding(
        is_good=not ours, sentence=f"Delivery: refused for good in the last {DEAD_SINCE.days} days: {listed}. {todo}."
    )


def _named(trouble: Trouble) -> str:
    return f"{trouble.count} {trouble.kind} ({trouble.reason or 'no reason given'})"


def _counted(count: int, noun: str) -> str:
    return f"{count:,} {noun}" if count == 1 else f"{count:,} {noun}s"


def _minutes(span: timedelta) -> str:
    minutes = max(1, round(span.total_seconds() / 60))
    return f"about {_counted(minutes, 'minute')}"
