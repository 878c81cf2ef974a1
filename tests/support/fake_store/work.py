"""Occurrences, outbox and inbox, in memory."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import TypeVar
from uuid import UUID

from bot.domain.bundles import Bundle
from bot.domain.facts import Occurrence, OccurrenceState
from bot.domain.notices import OutboxEntry, OutboxState, ToPerson
from bot.services.ports import Trouble
from tests.support.fake_store.state import FakeRepository, refuse, refuse_naive

Key = TypeVar("Key")
Value = TypeVar("Value")

ON_THEIR_WAY = frozenset({OutboxState.WAITING, OutboxState.LEASED, OutboxState.WAITING_LEAD})


class FakeOccurrences(FakeRepository):
    """Implements `ports.Occurrences`."""

    __slots__ = ()

    def save(self, occurrences: Sequence[Occurrence]) -> None:
        for row in sorted(occurrences, key=lambda each: each.state is OccurrenceState.OPEN):
            self._save(row)

    def due(self, people: Collection[UUID], now: datetime) -> Sequence[Occurrence]:
        found = [row for row in self._open() if row.person in people and row.due_at <= now]
        return sorted(found, key=lambda row: (row.due_at, row.id))

    def next_due(self) -> datetime | None:
        return min((row.due_at for row in self._open()), default=None)

    def _open(self) -> list[Occurrence]:
        return [row for row in self.state.occurrences.values() if row.state is OccurrenceState.OPEN]

    def _save(self, row: Occurrence) -> None:
        refuse_naive(row)
        refuse(when=row.number < 1, because="occurrences count from 1")
        self.need(self.state.pairs, row.pair)
        self.need(self.state.people, row.person)
        key = (row.prompt, row.pair, row.person, row.number)
        known = self.state.occurrences.get(key)
        if known and known.state not in (OccurrenceState.OPEN, OccurrenceState.DROPPED):
            return
        if row.state is OccurrenceState.OPEN:
            others = [(it.prompt, it.pair, it.person) for it in self._open() if it.number != row.number]
            refuse(when=key[:3] in others, because="another one is open")
        self.state.occurrences[key] = replace(row, id=known.id, workspace=known.workspace) if known else row


class FakeOutbox(FakeRepository):
    """Implements `ports.Outbox`."""

    __slots__ = ()

    def put(self, entry: OutboxEntry) -> bool:
        if self.find(entry.notice.workspace, entry.notice.key):
            return False
        refuse(when=entry.id in self.state.outbox, because=f"{entry.id} is taken")
        self._put(entry)
        return True

    def put_all(self, entries: Sequence[OutboxEntry]) -> None:
        for entry in entries:
            self.put(entry)

    def get(self, entry: UUID) -> OutboxEntry:
        return self.state.outbox[entry]

    def find(self, workspace: str, key: str) -> OutboxEntry | None:
        entries = self.state.outbox.values()
        return next((it for it in entries if (it.notice.workspace, it.notice.key) == (workspace, key)), None)

    def lock(self, entry: UUID) -> OutboxEntry | None:
        return self.state.outbox.get(entry)

    def due(self) -> Mapping[str, datetime]:
        waiting = sorted(self._in(OutboxState.WAITING), key=lambda entry: entry.not_before, reverse=True)
        return {entry.notice.workspace: entry.not_before for entry in waiting}

    def claim(self, now: datetime, by: str, lease_until: datetime, limit: int, workspace: str) -> Sequence[OutboxEntry]:
        here = [entry for entry in self._waiting(now) if entry.notice.workspace == workspace]
        waiting = sorted(here, key=lambda entry: (entry.not_before, entry.created_at))[:limit]
        for entry in waiting:
            leased = replace(entry, state=OutboxState.LEASED, leased_by=by, lease_until=lease_until)
            self._put(replace(leased, attempts=entry.attempts + 1))
        return [self.get(entry.id) for entry in waiting]

    def lapsed(self, now: datetime, limit: int) -> Sequence[OutboxEntry]:
        leased = [(entry.lease_until, entry) for entry in self._in(OutboxState.LEASED)]
        found = [(until, entry) for until, entry in leased if until and until <= now]
        return [entry for _, entry in sorted(found, key=lambda it: it[0])][:limit]

    def held(self, entries: Collection[OutboxEntry], by: str) -> frozenset[UUID]:
        mine = {(it.id, it.attempts) for it in self._in(OutboxState.LEASED) if it.leased_by == by}
        return frozenset(entry.id for entry in entries if (entry.id, entry.attempts) in mine)

    def save(self, entries: Sequence[OutboxEntry]) -> None:
        for entry in entries:
            known = self.state.outbox.get(entry.id)
            if known and known.state in ON_THEIR_WAY:
                self._put(replace(entry, notice=known.notice, created_at=known.created_at))

    def keep_channels(self, people: Mapping[UUID, str], pairs: Mapping[UUID, str]) -> None:
        for person, channel in people.items():
            if person in self.state.people:
                self.state.people[person] = replace(self.state.people[person], dm_channel=channel)
        for pair, channel in pairs.items():
            if pair in self.state.pairs:
                self.state.pairs[pair] = replace(self.state.pairs[pair], group_channel=channel)

    def waiting_for_lead(self, workspace: str) -> Sequence[OutboxEntry]:
        return [entry for entry in self._in(OutboxState.WAITING_LEAD) if entry.notice.workspace == workspace]

    def unreachable(self, workspace: str, since: datetime) -> frozenset[UUID]:
        dead = [entry for entry in self._in(OutboxState.DEAD) if entry.notice.workspace == workspace]
        recent = [entry.notice.to for entry in dead if entry.finished_at and entry.finished_at >= since]
        return frozenset(to.person for to in recent if isinstance(to, ToPerson))

    def next_due(self) -> datetime | None:
        return min((at for at in (*self.due().values(), self.next_lapse()) if at), default=None)

    def next_lapse(self) -> datetime | None:
        return min((it.lease_until for it in self._in(OutboxState.LEASED) if it.lease_until), default=None)

    def sent(self, workspaces: Collection[str], since: datetime) -> Sequence[OutboxEntry]:
        done = [it for it in self._in(OutboxState.DELIVERED) if it.finished_at and it.finished_at > since]
        return [it for it in (*done, *self._in(OutboxState.LEASED)) if it.notice.workspace in workspaces]

    def backlog(self, now: datetime) -> Mapping[str, int]:
        return Counter(entry.notice.workspace for entry in self._waiting(now))

    def troubles(self, since: datetime) -> Sequence[Trouble]:
        dead = [it for it in self._in(OutboxState.DEAD) if it.finished_at and it.finished_at >= since]
        return (*_troubles(self._in(OutboxState.WAITING_LEAD)), *_troubles(dead))

    def prune(self, before: datetime, limit: int) -> int:
        final = [entry for entry in self.state.outbox.values() if entry.state not in ON_THEIR_WAY]
        old = sorted((it.finished_at, it.id) for it in final if it.finished_at and it.finished_at < before)
        return _drop(self.state.outbox, (id_ for _, id_ in old[:limit]))

    def _in(self, state: OutboxState) -> list[OutboxEntry]:
        return [entry for entry in self.state.outbox.values() if entry.state is state]

    def _waiting(self, now: datetime) -> list[OutboxEntry]:
        return [entry for entry in self._in(OutboxState.WAITING) if entry.not_before <= now]

    def _put(self, entry: OutboxEntry) -> None:
        refuse_naive(entry)
        is_final = entry.state not in ON_THEIR_WAY
        refuse(when=entry.state is OutboxState.LEASED and not entry.lease_until, because="a lease without an end")
        refuse(when=is_final and not entry.finished_at, because="a final message without its day")
        kept = replace(entry, notice=replace(entry.notice, facts={})) if is_final else entry
        self.state.outbox[entry.id] = kept


class FakePaces(FakeRepository):
    """Implements `ports.Paces`."""

    __slots__ = ()

    def hold(self, workspaces: Collection[str], by: str, now: datetime, until: datetime) -> frozenset[str]:
        for workspace in workspaces:
            holder, ends = self.state.paces.get(workspace, (by, now))
            if holder == by or ends <= now:
                self.state.paces[workspace] = (by, until)
        return frozenset(workspace for workspace in workspaces if self.state.paces[workspace][0] == by)

    def next_free(self, by: str, now: datetime) -> datetime | None:
        return min((ends for holder, ends in self.state.paces.values() if holder != by and ends > now), default=None)

    def release(self, by: str) -> None:
        _drop(self.state.paces, (workspace for workspace, (holder, _) in self.state.paces.items() if holder == by))


class FakeBundles(FakeRepository):
    """Implements `ports.Bundles`."""

    __slots__ = ()

    def add(self, bundle: Bundle) -> None:
        refuse_naive(bundle)
        refuse(when=bundle.id in self.state.bundles, because=f"{bundle.id} is taken")
        self.need(self.state.people, bundle.person)
        self.state.bundles[bundle.id] = bundle

    def get(self, bundle: UUID) -> Bundle:
        return self.state.bundles[bundle]

    def prune(self, before: datetime) -> int:
        return _drop(self.state.bundles, (it.id for it in self.state.bundles.values() if it.made_at < before))


class FakeInbox(FakeRepository):
    """Implements `ports.Inbox`."""

    __slots__ = ()

    def take(self, workspace: str, delivery: str, at: datetime) -> bool:
        refuse_naive(at)
        if delivery in self.state.inbox:
            return False
        self.state.inbox[delivery] = at
        return True

    def prune(self, before: datetime) -> int:
        return _drop(self.state.inbox, (delivery for delivery, at in self.state.inbox.items() if at < before))


def _troubles(entries: Sequence[OutboxEntry]) -> list[Trouble]:
    found: dict[tuple[OutboxState, str, str], list[datetime]] = {}
    for entry in entries:
        key = (entry.state, entry.notice.kind.value, entry.reason or "")
        found.setdefault(key, []).append(entry.finished_at or entry.created_at)
    return [
        Trouble(state=state, kind=kind, reason=reason, count=len(times), oldest=min(times))
        for (state, kind, reason), times in sorted(found.items())
    ]


def _drop(rows: dict[Key, Value], keys: Iterable[Key]) -> int:
    gone = list(keys)
    for key in gone:
        del rows[key]
    return len(gone)
