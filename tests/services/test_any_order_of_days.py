"""The days of a mentorship in whatever order: kickoffs, times, goals, pauses, absences, quiet, fresh starts, ends."""

from collections import Counter
from collections.abc import Callable
from datetime import time, timedelta
from uuid import UUID

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from bot.domain.absences import Absence
from bot.domain.arranging import upcoming
from bot.domain.attention import SLOTS_A_WEEK
from bot.domain.cadence import iso_week, may_write
from bot.domain.errors import RuleBroken
from bot.domain.goals import GoalKind, GoalLines, StepKind
from bot.domain.kickoff import ITEMS, FreeLines
from bot.domain.meetings import Outcome
from bot.domain.notices import NoticeKind, ToPerson
from bot.domain.people import Actor
from bot.domain.programs import Role
from bot.domain.questions import CODES, Tap
from bot.domain.stages import StageChange, Status
from bot.services import absences, checkins, goals, kickoffs, meetings, restarts
from bot.services.agreements import sign_agreement
from bot.services.endings import Leaving, end_pair
from bot.services.work import Work
from bot.views.messages import PARTS
from tests.services.house import House, actor

UNASKED = frozenset({*PARTS, NoticeKind.BUNDLE})
people = st.sampled_from(["Ana", "Ben", "Kim"])
rarely = st.sampled_from([False, False, False, True])
taps = st.sampled_from([(tap, code) for tap in Tap for code in CODES[tap]])
choices = st.sampled_from([(item, code) for item, codes in ITEMS.items() for code in codes])
LINES = GoalLines(
    kind=GoalKind.SKILL, text="to speak up", measure="", due=None, first_step="one meeting", step_kind=StepKind.OWN
)


class AnyOrderOfDays(RuleBasedStateMachine):
    """Ana mentors Ben and Kim; what is refused changes nothing."""

    def __init__(self) -> None:
        super().__init__()
        self.house = House()
        self.seen: dict[tuple[UUID, int], StageChange] = {}
        self.told: set[UUID] = set()
        self.asked: Counter[tuple[UUID, str]] = Counter()
        self.words: set[UUID] = set()

    @initialize(has_two=st.booleans(), weeks=st.sampled_from([0, 2, 6]))
    def open(self, has_two: bool, weeks: int) -> None:
        """Anywhere in the first weeks."""
        self.house.set_up()
        for name in ("Ana", "Ben", "Kim"):
            self.house.join(name, Role.BOTH)
        self.house.start("Ana", "Ben")
        if has_two:
            self.house.start("Ana", "Kim")
        self.house.live(weeks * 7, step=0.5)

    def attempt(self, name: str, act: Callable[[Work, Actor], object]) -> None:
        """An act that may be refused."""
        self.house.go(seconds=1)
        before = self.house.state.copy()
        try:
            with self.house.work() as work:
                act(work, actor(name))
        except RuleBroken:
            assert self.house.state == before

    def pairs(self) -> list[UUID]:
        """All of them, ended ones too."""
        return list(self.house.state.pairs)

    # What people do

    @rule(name=people, choice=choices, is_done=st.booleans(), which=st.integers(0, 1))
    def kickoff(self, name: str, choice: tuple[str, str], is_done: bool, which: int) -> None:
        pair = self.pairs()[which % len(self.pairs())]
        if is_done:
            self.attempt(name, lambda work, who: kickoffs.finish_kickoff(work, who, pair, dict([choice])))
        else:
            self.attempt(name, lambda work, who: kickoffs.save_choice(work, who, pair, *choice))

    @rule(name=people, signer=people, has_slot=st.booleans(), is_alone=rarely)
    def settle(self, name: str, signer: str, has_slot: bool, is_alone: bool) -> None:
        lines = FreeLines(tz="Europe/Berlin", weekday=1 if has_slot else None, at=time(10) if has_slot else None)
        pair = self.pairs()[-1]
        if is_alone:
            self.attempt(name, lambda work, who: kickoffs.start_alone(work, who, pair))
        else:
            self.attempt(name, lambda work, who: kickoffs.settle_kickoff(work, who, pair, {}, lines))
        if newest := self.house.facts(pair).agreement:
            self.attempt(signer, lambda work, who: sign_agreement(work, who, pair, newest.version))

    @rule(name=people, outcome=st.sampled_from(Outcome), tap=st.none() | taps)
    def answer(self, name: str, outcome: Outcome, tap: tuple[Tap, str] | None) -> None:
        asked = [(pair, number) for pair, number, by in self.house.state.checks if by == self.house.person(name).id]
        if asked:
            pair, number = asked[-1]
            self.attempt(name, lambda work, who: checkins.answer_check_in(work, who, pair, number, outcome))
            if tap:
                self.attempt(name, lambda work, who: checkins.tap(work, who, pair, number, *tap))

    @rule(name=people, days=st.integers(-1, 20), hour=st.sampled_from([3, 10, 15]), what=st.integers(0, 3))
    def arrange(self, name: str, days: int, hour: int, what: int) -> None:
        pair = self.pairs()[-1]
        ahead = upcoming(self.house.facts(pair), self.house.now)
        if ahead is None:
            return
        number, at = ahead.number, (self.house.now + timedelta(days=days)).replace(hour=hour, minute=0)
        acts: list[Callable[[Work, Actor], object]] = [
            lambda work, who: meetings.keep_usual_time(work, who, pair, number),
            lambda work, who: meetings.suggest_time(work, who, pair, number, at, "sorry"),
            lambda work, who: meetings.take_time(work, who, pair, 1),
            lambda work, who: meetings.cancel_meeting(work, who, pair, number, ""),
        ]
        self.attempt(name, acts[what])

    @rule(name=people)
    def goal(self, name: str) -> None:
        pair = self.pairs()[-1]
        self.attempt(name, lambda work, who: goals.write_goal(work, who, pair, LINES))

    @rule(name=people, back=st.none() | st.integers(1, 40), starts=st.integers(0, 5))
    def go_away(self, name: str, back: int | None, starts: int) -> None:
        today = self.house.now.date()
        absence = Absence(
            first=today + timedelta(days=starts), back=None if back is None else today + timedelta(days=starts + back)
        )
        self.attempt(name, lambda work, who: absences.go_away(work, who, absence))

    @rule(name=people)
    def come_back(self, name: str) -> None:
        self.attempt(name, absences.come_back)

    @rule(
        name=people,
        act=st.sampled_from(
            [absences.resume_pair, absences.give_sign, absences.go_quiet, absences.speak_again, restarts.reset_pair]
        ),
    )
    def about_the_pair(self, name: str, act: Callable[[Work, Actor, UUID], object]) -> None:
        pair = self.pairs()[-1]
        self.attempt(name, lambda work, who: act(work, who, pair))

    @rule(name=people, back=st.none() | st.integers(1, 30))
    def pause(self, name: str, back: int | None) -> None:
        pair, day = self.pairs()[-1], None if back is None else self.house.now.date() + timedelta(days=back)
        self.attempt(name, lambda work, who: absences.pause_pair(work, who, pair, day))

    @rule(name=people, how=st.sampled_from(Leaving), is_meant=rarely)
    def end(self, name: str, how: Leaving, is_meant: bool) -> None:
        if is_meant:
            pair = self.pairs()[-1]
            self.attempt(name, lambda work, who: end_pair(work, who, pair, how))

    # What time does

    @rule(days=st.sampled_from([0.1, 1, 7, 14]))
    def live(self, days: float) -> None:
        self.house.live(days, step=0.5)

    @rule(days=st.integers(1, 30))
    def outage(self, days: int) -> None:
        self.house.go(days=days)
        self.house.tick_all()

    # What holds

    @invariant()
    def history_is_append_only(self) -> None:
        state = self.house.state
        assert self.seen.items() <= state.history.items()
        self.seen = dict(state.history)

    @invariant()
    def words_are_never_lost(self) -> None:
        kept = {*self.house.state.goals, *self.house.state.agreements}
        assert self.words <= kept
        self.words = kept

    @invariant()
    def nobody_is_asked_who_rests_pauses_or_is_over_and_nobody_beyond_their_share(self) -> None:
        state = self.house.state
        for entry in self.house.entries(*UNASKED):
            if entry.id in self.told:
                continue
            self.told.add(entry.id)
            assert isinstance(entry.notice.to, ToPerson)
            reader = state.people[entry.notice.to.person]
            bundle = state.bundles.get(entry.notice.about) if entry.notice.about else None
            about = [part.pair for part in bundle.parts] if bundle else [entry.notice.pair]
            assert all(pair is not None for pair in about)
            assert self._may_hear(entry.created_at == self.house.now, [pair for pair in about if pair])
            assert may_write(reader, entry.created_at) or entry.created_at != self.house.now
            self.asked[reader.id, iso_week(entry.created_at, reader.tz)] += 1
        assert all(count <= SLOTS_A_WEEK for count in self.asked.values())

    def _may_hear(self, is_new: bool, about: list[UUID]) -> bool:
        """What was said just now was not about a pair that rests; an older message may be from before it did."""
        if not is_new:
            return True
        facts = [self.house.facts(pair) for pair in about]
        return all(
            each.pair.status is Status.ACTIVE and not any(person.is_resting for person in each.people) for each in facts
        )

    @invariant()
    def no_prompt_was_set_aside(self) -> None:
        assert self.house.set_aside == []


AnyOrderOfDays.TestCase.settings = settings(max_examples=30, stateful_step_count=30)
TestAnyOrderOfDays = AnyOrderOfDays.TestCase
