"""A mentorship played ahead of time: the real use cases, prompts and outbox on an empty store, with a healthy pair."""

import heapq
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from itertools import count
from uuid import UUID

from bot.domain.cadence import first_slot, next_window
from bot.domain.errors import Wish
from bot.domain.facts import Occurrence, OccurrenceState, PairFacts
from bot.domain.notices import FILES, Delivered, Notice, NoticeKind, NotSent, OutboxEntry, ToPair, ToPerson
from bot.domain.pairs import Side
from bot.domain.people import Actor, Person, Profile
from bot.domain.programs import Role
from bot.domain.prompts import Due, Effects, Prompt
from bot.domain.rehearsals import Audience, Cast, Fate, KeptBack, Rehearsal, Told
from bot.domain.scenes import Scene
from bot.services import delivery, enrolments, pairing, programs, ticking
from bot.services.access import as_lead
from bot.services.healthy_pair import Turn, answer, asks_something, notices_of
from bot.services.ports import Store, Transaction
from bot.services.reading import read_scene
from bot.services.work import Work

WORKSPACE = "REHEARSAL"
LEAD, MENTOR, MENTEE = "LEA", "ANA", "BEN"
"""Slack ids that nobody has."""
NAMES = {MENTOR: "Ana", MENTEE: "Ben"}
BEGINS = time(10)
"""When a lead proposes the two."""
FIRST_WEEK = timedelta(weeks=1)
"""How long is played for samples."""
READS_AFTER = {Side.MENTOR: timedelta(hours=2), Side.MENTEE: timedelta(hours=2, minutes=20)}
"""How long after a message came its reader answers, in their own hours; judgement: the same day, and never both in the
same minute, so that who answers first is no matter of chance."""
STEP = timedelta(seconds=1)
"""How far time moves when something stays due, so that a rehearsal always ends."""
AT_ONCE = 100
"""Messages claimed at a time."""
COURIER = "rehearsal"
WORDS = "…"
"""What they write: a rehearsal has words of nobody."""
FATES = {OccurrenceState.OPEN: Fate.MOVED, OccurrenceState.SKIPPED: Fate.SKIPPED, OccurrenceState.DROPPED: Fate.DROPPED}


def cast_of(work: Work, actor: Actor, program_id: UUID | None = None) -> Cast:
    """The program's terms as they are now, and two people who live where the lead does. Raises as `as_lead` does."""
    program, lead = as_lead(work.tx, actor, program_id, Wish.REHEARSE)
    return Cast(terms=program.terms, mentor_tz=lead.tz, mentee_tz=lead.tz, locale=lead.locale)


def rehearse(store: Store, prompts: Sequence[Prompt], cast: Cast, span: timedelta, now: datetime) -> Rehearsal:
    """Play a mentorship for that long, from its proposal on the next Monday morning, under these terms, in a store
    that holds nothing else.

    Raises `FieldsRefused` for terms that no lead could save, and `RuntimeError` for a prompt that raises.
    """
    began_at = first_slot(now, 0, BEGINS, cast.terms.tz)
    play = _Play(store=store, prompts=prompts, now=began_at)
    play.open(cast)
    play.live_until(began_at + span)
    return Rehearsal(
        began_at=began_at,
        mentor=play.people[Side.MENTOR],
        mentee=play.people[Side.MENTEE],
        told=tuple(play.told),
        kept_back=tuple(play.kept_back),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Noted:
    """A prompt as it is, with the keys of what it says unasked written down."""

    prompt: Prompt
    keys: set[str]

    @property
    def name(self) -> str:
        return self.prompt.name

    @property
    def is_unasked(self) -> bool:
        return self.prompt.is_unasked

    @property
    def can_wait(self) -> bool:
        return self.prompt.can_wait

    @property
    def grace(self) -> timedelta | None:
        return self.prompt.grace

    def next_due(self, facts: PairFacts, side: Side) -> Due | None:
        return self.prompt.next_due(facts, side)

    def fire(self, facts: PairFacts, side: Side, number: int, now: datetime) -> Effects:
        effects = self.prompt.fire(facts, side, number, now)
        if self.prompt.is_unasked:
            self.keys.update(notice.key for notice in effects.notices)
        return effects


_Answer = tuple[datetime, int, Side, Notice]
"""When somebody answers which notice; the number keeps those of one instant in order."""


class _Play:
    """Time, the two people, and all that reaches them."""

    def __init__(self, *, store: Store, prompts: Sequence[Prompt], now: datetime) -> None:
        self.now = now
        self.told: list[Told] = []
        self.kept_back: list[KeptBack] = []
        self._store = store
        self._unasked: set[str] = set()
        self._prompts = tuple(_Noted(prompt=prompt, keys=self._unasked) for prompt in prompts)
        self._asking = {prompt.name for prompt in prompts if prompt.is_unasked}
        self._pair: UUID | None = None
        self._turns = count()
        self._answers: list[_Answer] = []
        self.people: dict[Side, Person] = {}

    def open(self, cast: Cast) -> None:
        """The program, the two who join it, and the proposal."""
        lead, mentor, mentee = (
            Profile(slack_id=slack_id, name=NAMES.get(slack_id, slack_id), tz=tz, locale=cast.locale, is_admin=True)
            for slack_id, tz in ((LEAD, cast.terms.tz), (MENTOR, cast.mentor_tz), (MENTEE, cast.mentee_tz))
        )
        with self._store.write() as tx:
            work = self._work(tx)
            programs.save_program(work, programs.Asker(actor=_actor(LEAD), profile=lead), cast.terms)
            for profile, role in ((mentor, Role.MENTOR), (mentee, Role.MENTEE)):
                form = enrolments.JoinForm(role=role, wants=WORDS, offers=WORDS)
                enrolments.join(work, _actor(profile.slack_id), profile, form)
            self._pair = pairing.propose_pair(work, _actor(LEAD), mentor, mentee).id
            facts = tx.pairs.facts([self._pair])[self._pair]
            self.people = {side: facts.person(side) for side in Side}

    def live_until(self, end: datetime) -> None:
        """Let time pass through every due moment, and let the two answer what reaches them."""
        while True:
            self._settle()
            due = self._next_due()
            if due is None or due > end:
                return
            self.now = max(due, self.now + STEP)
            self._answer_due()

    def _settle(self) -> None:
        while self._tick() or self._deliver():
            pass

    def _tick(self) -> bool:
        with self._store.batch() as tx:
            report = ticking.tick(self._work(tx), _raise)
        held = [row for row in report.rows if row.state in FATES and row.prompt in self._asking]
        self.kept_back += [self._kept_back(row) for row in held]
        return bool(report.people)

    def _kept_back(self, row: Occurrence) -> KeptBack:
        return KeptBack(
            at=self.now,
            side=Side.MENTOR if row.person == self.people[Side.MENTOR].id else Side.MENTEE,
            prompt=row.prompt,
            fate=FATES[row.state],
            reason=row.reason or "",
            until=row.moved_to if row.state is OccurrenceState.OPEN else None,
        )

    def _deliver(self) -> bool:
        """What waits is read, as the courier would have it posted; how it ended is recorded."""
        with self._store.batch() as tx:
            work = self._work(tx)
            entries = delivery.claim(work, COURIER, AT_ONCE)
            delivery.record(work, [(entry, self._hand_over(tx, entry)) for entry in entries], COURIER)
        return bool(entries)

    def _hand_over(self, tx: Transaction, entry: OutboxEntry) -> Delivered | NotSent:
        scene = read_scene(tx, entry.notice, self.now)
        if isinstance(scene, NotSent):
            return scene
        audience = self._audience(entry.notice)
        if audience:
            is_unasked = entry.notice.kind is NoticeKind.BUNDLE or entry.notice.key in self._unasked
            self.told.append(Told(at=self.now, audience=audience, scene=scene, is_unasked=is_unasked))
            self._will_answer(audience, scene)
        return Delivered(channel=COURIER, ts=str(next(self._turns)))

    def _audience(self, notice: Notice) -> Audience | None:
        """Who of the two reads it; None for what goes to a lead or a channel."""
        match notice.to:
            case ToPair():
                return Audience.PAIR
            case ToPerson(person=reader):
                sides = (side for side, person in self.people.items() if person.id == reader)
                return next((Audience(side.value) for side in sides), None)
            case _:
                return None

    def _will_answer(self, audience: Audience, scene: Scene) -> None:
        for side, person in self.people.items():
            at = next_window(person, self.now + READS_AFTER[side])
            for notice in filter(asks_something, notices_of(scene)) if audience.includes(side) else ():
                heapq.heappush(self._answers, (at, next(self._turns), side, notice))

    def _answer_due(self) -> None:
        while self._answers and self._answers[0][0] <= self.now:
            _, _, side, notice = heapq.heappop(self._answers)
            actor = _actor(MENTOR if side is Side.MENTOR else MENTEE)
            with self._store.write() as tx:
                answer(Turn(work=self._work(tx), pair=self._id, side=side, actor=actor, words=WORDS), notice)

    def _next_due(self) -> datetime | None:
        with self._store.reads() as tx:
            found = (tx.occurrences.next_due(), tx.outbox.next_due(), *(at for at, *_ in self._answers[:1]))
        return min((at for at in found if at), default=None)

    def _work(self, tx: Transaction) -> Work:
        return Work(tx=tx, prompts=self._prompts, now=self.now, hidden=FILES)

    @property
    def _id(self) -> UUID:
        if self._pair is None:
            raise LookupError("the play has not begun")
        return self._pair


def _actor(slack_id: str) -> Actor:
    return Actor(workspace=WORKSPACE, slack_id=slack_id)


def _raise(prompt: str, problem: Exception) -> None:
    """A prompt that raises would be tried again a day later; who rehearses wants to know."""
    raise RuntimeError(f"the prompt {prompt} raised") from problem
