"""The checker: Slack's ledger against the outbox, line by line. What it finds is a broken promise, in words."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import pairwise
from uuid import UUID

from bot.domain.notices import IfUnsure, NoticeKind, OutboxEntry, OutboxState, ToChannel, ToPair, ToPerson, if_unsure
from bot.services import delivery
from bot.services.posting_again import POSTED_AGAIN
from bot.slack.pacing import POSTS
from bot.slack.window import AT_ONCE, IN_HAND, LONGEST_SEND
from sandbox import LedgerEntry

AT_ONCE_IN_A_CONVERSATION = 3
"""Slack takes a message a second and conversation and short bursts above; the local workspace takes three."""
IN_A_MINUTE = POSTS.per_minute + POSTS.burst + AT_ONCE
"""What the courier promises for any minute of a workspace, and what may arrive a moment after it was counted."""
IN_HAND_FOR = delivery.LEASE - LONGEST_SEND
"""How long a claimed message may wait before it is begun, and so be posted after its day."""
MINUTE = timedelta(minutes=1)
SECOND = timedelta(seconds=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Interruption:
    """Something after which the bot could not know what Slack had taken: a crash, or answers that were cut off.

    `in_hand` is how many messages the process had that died, the others' not counted.
    """

    at: datetime
    in_flight: frozenset[UUID]
    in_hand: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Books:
    """Both sides. `readers` are the Slack ids a recipient stands for, `members` who is in a conversation."""

    outbox: Sequence[OutboxEntry]
    ledger: Sequence[LedgerEntry]
    now: datetime
    workspace: str
    readers: Mapping[UUID | str, frozenset[str]]
    members: Mapping[str, frozenset[str]]
    interruptions: Sequence[Interruption] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Findings:
    """What the books say. All but `doubled` and `posted` must be empty; each double has its explanation."""

    posted: int = 0
    doubled: int = 0
    problems: list[str] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)

    def refuse_problems(self) -> "Findings":
        """Raise when a promise was broken."""
        assert not self.lost, "\n".join(["lost:", *self.lost])
        assert not self.problems, "\n".join(self.problems)
        return self


def check(books: Books) -> Findings:
    """Hold the ledger against the outbox, after a run in which everything due had its time."""
    posts = [line for line in books.ledger if line.kind == "post"]
    by_id: dict[UUID, list[LedgerEntry]] = defaultdict(list)
    problems = list(_unnamed(posts))
    known = {entry.id: entry for entry in books.outbox}
    for line in posts:
        if line.reference:
            by_id[UUID(line.reference)].append(line)
    problems += [f"{unknown}: posted, and in no outbox" for unknown in by_id.keys() - known.keys()]
    for entry in books.outbox:
        problems += [f"{entry.id} {entry.notice.kind}: {why}" for why in _untimely(entry, by_id[entry.id], books)]
        problems += [f"{entry.id} {entry.notice.kind}: {why}" for why in _doubled(entry, by_id[entry.id], books)]
    problems += _in_flight(books)
    problems += _too_fast(posts)
    lost = [
        f"{entry.id} {entry.notice.kind}: {why}"
        for entry in books.outbox
        for why in _lost(entry, by_id[entry.id], books)
    ]
    doubled = sum(max(len(lines) - 1, 0) for lines in by_id.values())
    return Findings(posted=len(posts), doubled=doubled, problems=problems, lost=lost)


def _unnamed(posts: Sequence[LedgerEntry]) -> Iterator[str]:
    for line in posts:
        if line.reference is None:
            yield f"{line.channel} {line.ts}: posted without its outbox id"


def _lost(entry: OutboxEntry, lines: Sequence[LedgerEntry], books: Books) -> Iterator[str]:
    """Due, not cancelled, and neither posted, nor with a lead, nor expired with a reason."""
    match entry.state:
        case OutboxState.WAITING if entry.not_before <= books.now:
            yield "due and still waiting"
        case OutboxState.LEASED:
            yield "still leased"
        case OutboxState.DELIVERED if not any((line.channel, line.ts) == (entry.channel, entry.ts) for line in lines):
            yield "delivered by the outbox, and not in Slack"
        case OutboxState.WAITING_LEAD | OutboxState.DEAD if not _is_told(entry, books):
            yield f"{entry.state} ({entry.reason}), and no lead was told"
        case OutboxState.EXPIRED | OutboxState.CANCELLED | OutboxState.DEAD if not entry.reason:
            yield f"{entry.state} without a reason"
        case _:
            pass


def _is_told(entry: OutboxEntry, books: Books) -> bool:
    """Whether somebody was told of it; a message to leads about a message is not itself reported."""
    if entry.notice.kind is NoticeKind.UNDELIVERED:
        return True
    return any(it.notice.kind is NoticeKind.UNDELIVERED and it.notice.about == entry.id for it in books.outbox)


def _untimely(entry: OutboxEntry, lines: Sequence[LedgerEntry], books: Books) -> Iterator[str]:
    """Posted before its time, after it was taken back, or where it does not belong."""
    notice = entry.notice
    for line in lines:
        if line.at < max(notice.not_before or entry.created_at, entry.created_at):
            yield "posted before its time"
        if notice.expires_at and line.at >= notice.expires_at + IN_HAND_FOR and entry.reason != POSTED_AGAIN:
            yield "posted after its day"
        if entry.state is OutboxState.CANCELLED and entry.finished_at and line.at > entry.finished_at:
            yield "posted after it was taken back"
        if entry.state is OutboxState.CANCELLED and not entry.unsure:
            yield "taken back, and posted all the same"
        if line.workspace != books.workspace or notice.workspace != books.workspace:
            yield "posted in another workspace"
        if not _readers(entry, books) <= books.members[line.channel]:
            yield f"posted in {line.channel}, where its readers are not"


def _readers(entry: OutboxEntry, books: Books) -> frozenset[str]:
    match entry.notice.to:
        case ToPerson(person=recipient) | ToPair(pair=recipient):
            return books.readers[recipient]
        case ToChannel(channel=channel):
            return books.readers[channel]


def _doubled(entry: OutboxEntry, lines: Sequence[LedgerEntry], books: Books) -> Iterator[str]:
    """Each repetition needs an interruption between the two, which left this message in flight."""
    instants = sorted(line.at for line in lines)
    for before, after in pairwise(instants):
        is_explained = any(
            entry.id in each.in_flight and before <= each.at + SECOND and each.at <= after
            for each in books.interruptions
        )
        if not is_explained:
            yield f"posted again at {after} with nothing to explain it"
        if if_unsure(entry.notice.kind) is IfUnsure.ASK_LEAD and entry.reason != POSTED_AGAIN:
            yield "to several, and posted twice without a lead's word"


def _in_flight(books: Books) -> Iterator[str]:
    for each in books.interruptions:
        if each.in_hand > IN_HAND:
            yield f"{each.in_hand} were in one hand at {each.at}, more than {IN_HAND}"


def _too_fast(posts: Sequence[LedgerEntry]) -> Iterator[str]:
    """Above a limit in any sliding window, per conversation and per workspace."""
    conversations: dict[str, list[datetime]] = defaultdict(list)
    workspaces: dict[str, list[datetime]] = defaultdict(list)
    for line in posts:
        conversations[line.channel].append(line.at)
        workspaces[line.workspace].append(line.at)
    for channel, instants in conversations.items():
        if (most := densest(instants, SECOND)) > AT_ONCE_IN_A_CONVERSATION:
            yield f"{channel}: {most} messages in a second"
    for workspace, instants in workspaces.items():
        if (most := densest(instants, MINUTE)) > IN_A_MINUTE:
            yield f"{workspace}: {most} messages in a minute"


def densest(instants: Sequence[datetime], span: timedelta) -> int:
    """The most that lie in any window of that length, its end excluded."""
    ordered = sorted(instants)
    first = most = 0
    for last, instant in enumerate(ordered):
        while instant - ordered[first] >= span:
            first += 1
        most = max(most, last - first + 1)
    return most
