"""Whatever people do in whatever order, the state stays legal: acts drawn at random, laws held after each."""

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import time, timedelta
from uuid import UUID

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from bot.domain.agreement import Terms
from bot.domain.attention import SLOTS_A_WEEK
from bot.domain.cadence import iso_week, may_write
from bot.domain.errors import RuleBroken
from bot.domain.feedback import FeedbackState
from bot.domain.meetings import Outcome
from bot.domain.notices import NoticeKind, OutboxState, ToPerson
from bot.domain.people import Actor, Availability
from bot.domain.programs import Rhythm, Role
from bot.domain.questions import Visibility
from bot.domain.stages import Stage, StageChange, Status
from bot.services import digests, enrolments, growing
from bot.services.work import Work
from tests.services.house import House, actor, profile
from tests.support.papers_of_the_house import agreed

UNASKED = {NoticeKind.CHECK_IN, NoticeKind.AGREEMENT_NUDGE, NoticeKind.CLOSURE_OPENS}
ZONES = ("Europe/Berlin", "Pacific/Auckland", "America/Los_Angeles", "Asia/Beirut")
people = st.sampled_from(["Ana", "Ben", "Kim", "Lea"])
rarely = st.sampled_from([False, False, False, True])
visibilities = st.sampled_from(Visibility)
lines = st.builds(
    agreed,
    rhythm=st.sampled_from(Rhythm),
    weekday=st.integers(0, 4),
    at=st.sampled_from([time(2, 30), time(10), time(23)]),
    tz=st.sampled_from(ZONES),
)
windows = st.builds(
    Availability,
    working_days=st.frozensets(st.integers(0, 6), min_size=1),
    window_start=st.sampled_from([time(0), time(2, 30), time(9)]),
    window_end=st.sampled_from([time(3), time(17)]),
    capacity=st.integers(0, 3),
)


class AnyOrder(RuleBasedStateMachine):
    """Three members and their lead."""

    def __init__(self) -> None:
        super().__init__()
        self.house = House()
        self.seen: dict[tuple[UUID, int], StageChange] = {}
        self.told: set[UUID] = set()
        self.asked: Counter[tuple[UUID, str]] = Counter()

    @initialize(is_signed=st.booleans(), weeks=st.sampled_from([0, 0, 5, 20]), weeks_to_live=st.sampled_from([5, 26]))
    def open(self, is_signed: bool, weeks: int, weeks_to_live: int) -> None:
        """Ana and Ben, anywhere between their first day and their last ones."""
        self.house.set_up(weeks=weeks_to_live)
        for name in ("Ana", "Ben", "Kim"):
            self.house.join(name)
        pair = self.house.start()
        if is_signed:
            self.house.draft("Ana", pair, agreed(ends_on=self.house.facts(pair).pair.ends_on))
            self.house.sign("Ben", pair)
        self.house.live(weeks * 7, step=1)
        if is_signed:
            self.answer_all(Outcome.MET)
            self.house.go(seconds=1)

    def attempt(self, act: Callable[..., object], *given: object) -> None:
        """An act that may be refused; a refusal changes nothing. Nobody clicks, or is proposed, without an account."""
        self.house.go(seconds=1)
        gone = {person.name for person in self.house.state.people.values() if person.is_deactivated}
        if gone.intersection(each for each in given if isinstance(each, str)):
            return
        before = self.house.state.copy()
        try:
            act(*given)
        except RuleBroken:
            assert self.house.state == before

    def newest(self) -> UUID:
        """The newest pair: that is where something can happen."""
        return list(self.house.state.pairs)[-1]

    # What people do

    @rule(name=people, tz=st.sampled_from(ZONES))
    def join(self, name: str, tz: str) -> None:
        self.attempt(self.house.join, name, Role.BOTH, tz)

    @rule(name=people, is_meant=rarely)
    def leave(self, name: str, is_meant: bool) -> None:
        if is_meant:
            self.attempt(self.house.leave, name)

    @rule(mentor=people, mentee=people)
    def propose(self, mentor: str, mentee: str) -> None:
        self.attempt(self.house.propose, mentor, mentee)

    @rule(name=people)
    def decline(self, name: str) -> None:
        self.attempt(self.house.decline, name, self.newest())

    @rule(mentor=people, mentee=people)
    def start(self, mentor: str, mentee: str) -> None:
        self.attempt(self.house.propose, mentor, mentee)
        self.attempt(self.house.accept, mentor, self.newest())
        self.attempt(self.house.accept, mentee, self.newest())

    @rule(name=people, signer=people, terms=lines, weeks=st.none() | st.integers(3, 20))
    def draft_and_sign(self, name: str, signer: str, terms: Terms, weeks: int | None) -> None:
        today, based_on = self.house.now.date(), len(self.house.facts(self.newest()).agreements)
        ends_on = today + timedelta(weeks=weeks) if weeks else None
        dated = replace(terms, ends_on=ends_on)
        self.attempt(self.house.draft, name, self.newest(), dated, based_on)
        self.attempt(self.house.sign, signer, self.newest(), len(self.house.facts(self.newest()).agreements))

    @rule(outcome=st.sampled_from(Outcome))
    def answer_all(self, outcome: Outcome) -> None:
        """Both answer everything, so that pairs get as far as growing."""
        for pair, number, person in list(self.house.state.checks):
            self.attempt(self.house.answer, self.house.state.people[person].name, pair, number, outcome)

    @rule(name=people, outcome=st.sampled_from(Outcome), readers=st.none() | visibilities)
    def answer(self, name: str, outcome: Outcome, readers: Visibility | None) -> None:
        """The newest check-in; with words, if a reader was chosen."""
        for pair, number, person in reversed(list(self.house.state.checks)):
            if self.house.state.people[person].name == name:
                self.attempt(self.house.answer, name, pair, number, outcome)
                if readers:
                    self.attempt(self.house.write, name, pair, number, readers)
                    self.send_or_take_back(is_sent=True)
                return

    @rule(is_sent=st.booleans())
    def send_or_take_back(self, is_sent: bool) -> None:
        for words in list(self.house.state.feedback.values()):
            act = self.house.send if is_sent else self.house.take_back
            self.attempt(act, self.house.state.people[words.author].name, words.id)

    @rule(
        name=st.sampled_from(["Ana", "Ben"]),
        grow=st.sampled_from([growing.confirm_stage, growing.confirm_stage, growing.hold_stage]),
        to=st.sampled_from([Stage.GROWTH, Stage.GROWTH, Stage.MATURITY]),
    )
    def grow(self, name: str, grow: Callable[[Work, Actor, UUID, Stage], object], to: Stage) -> None:
        def click(who: str) -> None:
            with self.house.work() as work:
                grow(work, actor(who), self.newest(), to)

        self.attempt(click, name)

    @rule(name=people, wanted=windows)
    def change_availability(self, name: str, wanted: Availability) -> None:
        def save(who: str) -> None:
            with self.house.work() as work:
                enrolments.change_availability(work, actor(who), wanted)

        self.attempt(save, name)

    @rule(name=people, tz=st.sampled_from(ZONES), is_gone=rarely)
    def refresh(self, name: str, tz: str, is_gone: bool) -> None:
        self.attempt(self.house.refresh, replace(profile(name, tz), is_deleted=is_gone))

    # What time does

    @rule(days=st.sampled_from([0.01, 1, 7, 21]))
    def live(self, days: float) -> None:
        self.house.live(days, step=0.25)
        with self.house.work() as work:
            digests.post_due_digests(work)

    @rule(days=st.integers(1, 40))
    def outage(self, days: int) -> None:
        self.house.go(days=days)
        self.house.tick_all()

    # What holds

    @invariant()
    def history_is_append_only_and_gapless(self) -> None:
        state = self.house.state
        assert self.seen.items() <= state.history.items()
        self.seen = dict(state.history)
        for pair in state.pairs.values():
            told = self.house.history(pair.id)
            assert [line.seq for line in told] == list(range(1, pair.history + 1))
            assert (told[-1].status_after if told else Status.PROPOSED) is pair.status
            assert (pair.status is Status.ENDED) is (pair.ended_at is not None)

    @invariant()
    def a_mentee_has_one_open_pair(self) -> None:
        mentees = [pair.mentee for pair in self.house.state.pairs.values() if pair.status is not Status.ENDED]
        assert len(set(mentees)) == len(mentees)

    @invariant()
    def the_bot_asks_only_whom_and_when_it_may(self) -> None:
        state = self.house.state
        for entry in self.house.entries(*UNASKED):
            if entry.id in self.told:
                continue
            self.told.add(entry.id)
            assert isinstance(entry.notice.to, ToPerson)
            assert entry.notice.pair is not None
            reader, pair = state.people[entry.notice.to.person], state.pairs[entry.notice.pair]
            assert pair.ended_at is None or entry.created_at <= pair.ended_at
            assert not reader.is_deactivated
            assert may_write(reader, entry.created_at)
            self.asked[reader.id, iso_week(entry.created_at, reader.tz)] += 1
        assert all(count <= SLOTS_A_WEEK for count in self.asked.values())

    @invariant()
    def words_are_read_once_or_never(self) -> None:
        letters = Counter(
            entry.notice.about
            for entry in self.house.entries(NoticeKind.FEEDBACK)
            if entry.state is OutboxState.DELIVERED
        )
        for words in self.house.state.feedback.values():
            assert letters[words.id] <= 1
            if letters[words.id]:
                assert words.state is FeedbackState.DELIVERED

    @invariant()
    def no_prompt_was_set_aside(self) -> None:
        assert self.house.set_aside == []


AnyOrder.TestCase.settings = settings(max_examples=80, stateful_step_count=40)
TestAnyOrder = AnyOrder.TestCase
