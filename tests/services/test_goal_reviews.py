"""Laws of looking at goals: the mentee's taps stay theirs, and nothing reaches a channel without both."""

from dataclasses import replace
from datetime import timedelta
from uuid import UUID, uuid4

import pytest

from bot.domain import errors
from bot.domain.goal_notes import Progress, Teller
from bot.domain.goals import GoalState, StepKind
from bot.domain.notices import NoticeKind, NotSent, OutboxState, ToChannel, ToPair
from bot.domain.questions import Tap
from bot.services import checkins, goal_reviews
from bot.services.digests import read_digest
from bot.services.homes import read_home
from bot.services.reading import read_scene
from bot.views import modals
from bot.views.home import home
from bot.views.voice import Voice
from tests.services.house import House, actor
from tests.services.test_living_agreement import meet
from tests.support.people_of_the_house import WORKSPACE, some_terms
from tests.views.checking import ENGLISH, as_words

KINDS = (NoticeKind.GOAL_REACHED, NoticeKind.GOAL_CELEBRATED)


@pytest.fixture
def goal(house: House, pair: UUID) -> UUID:
    """Ben's goal, written after the first meeting, six weeks ago."""
    meet(house, pair)
    (written,) = house.write_goal("Ben", pair).goals
    house.go(weeks=6)
    return written.id


def review(house: House, goal: UUID, what: Progress, name: str = "Ben") -> None:
    """A tap."""
    with house.work() as work:
        goal_reviews.review_goal(work, actor(name), goal, what)


def tell(house: House, goal: UUID, teller: Teller = Teller.BOT) -> None:
    """Ben reached it, and who tells."""
    review(house, goal, Progress.REACHED)
    with house.work() as work:
        goal_reviews.tell_reached(work, actor("Ben"), goal, teller)


def celebrate(house: House, goal: UUID, *names: str) -> None:
    """Yeses."""
    for name in names:
        with house.work() as work:
            goal_reviews.celebrate(work, actor(name), goal)


def keep(house: House, goal: UUID, name: str) -> None:
    """A yes taken back."""
    with house.work() as work:
        goal_reviews.keep_between_us(work, actor(name), goal)


def posted(house: House) -> int:
    """How many celebrations reached the channel."""
    return sum(entry.state is OutboxState.DELIVERED for entry in house.entries(NoticeKind.GOAL_CELEBRATED))


@pytest.mark.parametrize(
    ("what", "state"),
    [
        (Progress.MOVED, GoalState.OPEN),
        (Progress.STUCK, GoalState.OPEN),
        (Progress.REACHED, GoalState.REACHED),
        (Progress.DROPPED, GoalState.DROPPED),
    ],
)
def test_one_tap_is_kept_once_and_tells_nobody(
    house: House, pair: UUID, goal: UUID, what: Progress, state: GoalState
) -> None:
    before = len(house.state.outbox)
    review(house, goal, what)
    house.go(days=1)
    review(house, goal, what)

    facts = house.facts(pair)
    (note,) = facts.goal_notes
    assert (note.what, note.by, facts.goals[0].state) == (what, house.person("Ben").id, state)
    assert len(house.state.outbox) == before


def test_how_it_goes_is_asked_again_six_weeks_later_and_that_it_is_over_can_be_said_at_any_time(
    house: House, pair: UUID, goal: UUID
) -> None:
    review(house, goal, Progress.STUCK)
    house.go(weeks=5)
    review(house, goal, Progress.MOVED)
    assert [note.what for note in house.facts(pair).goal_notes] == [Progress.STUCK]
    house.go(weeks=1)
    review(house, goal, Progress.MOVED)
    house.go(days=1)
    review(house, goal, Progress.REACHED)
    assert [note.what for note in house.facts(pair).goal_notes] == [Progress.STUCK, Progress.MOVED, Progress.REACHED]


def test_a_next_step_is_kept_with_the_last_look(house: House, pair: UUID, goal: UUID) -> None:
    with house.work() as work, pytest.raises(errors.NothingAsked):
        goal_reviews.name_step(work, actor("Ben"), goal, "ask", StepKind.OWN)
    review(house, goal, Progress.MOVED)
    with house.work() as work:
        goal_reviews.name_step(work, actor("Ben"), goal, "read the book", StepKind.RESOURCE)
    (note,) = house.facts(pair).goal_notes
    assert (note.next_step, note.step_kind) == ("read the book", StepKind.RESOURCE)
    with house.work() as work, pytest.raises(errors.FieldsRefused):
        goal_reviews.name_step(work, actor("Ben"), goal, "x" * 301, StepKind.OWN)


def test_nobody_but_the_mentee_looks_at_a_goal_or_lets_it_be_told(house: House, goal: UUID) -> None:
    def acts(name: str, refusal: type[Exception], known: UUID) -> None:
        for what in Progress:
            with pytest.raises(refusal):
                review(house, known, what, name)
        with house.work() as work, pytest.raises(refusal):
            goal_reviews.name_step(work, actor(name), known, "ask", StepKind.OWN)
        with house.work() as work, pytest.raises(refusal):
            goal_reviews.tell_reached(work, actor(name), known, Teller.BOT)
        with house.work() as work, pytest.raises(refusal):
            goal_reviews.celebrate_in_words(work, actor(name), known)

    acts("Ana", errors.GoalsAreTheMentees, goal)
    for name, known in (("Max", goal), ("Lea", goal), ("Ben", uuid4())):
        acts(name, errors.NotYourPair, known)
        for act in (goal_reviews.celebrate, goal_reviews.keep_between_us):
            with house.work() as work, pytest.raises(errors.NotYourPair):
                act(work, actor(name), known)
    house.leave("Ben")
    with pytest.raises(errors.PairEnded):
        review(house, goal, Progress.MOVED)


def test_who_tells_it_themselves_is_left_to_it(house: House, pair: UUID, goal: UUID) -> None:
    tell(house, goal, Teller.MENTEE)
    with house.work() as work:
        goal_reviews.tell_reached(work, actor("Ben"), goal, Teller.BOT)

    assert house.facts(pair).goal_news[0].teller is Teller.MENTEE, "the first choice holds"
    assert house.entries(*KINDS) == []
    with pytest.raises(errors.NothingAsked):
        celebrate(house, goal, "Ana")


def test_the_bot_tells_it_where_the_two_are_and_once(house: House, pair: UUID, goal: UUID) -> None:
    with house.work() as work, pytest.raises(errors.NothingAsked):
        goal_reviews.tell_reached(work, actor("Ben"), goal, Teller.BOT)
    tell(house, goal)
    tell(house, goal)
    (entry,) = house.entries(*KINDS)

    assert (entry.notice.kind, entry.notice.to) == (NoticeKind.GOAL_REACHED, ToPair(pair=pair))
    assert entry.notice.facts == {}, "words are read when it is drawn"


@pytest.mark.parametrize("names", [("Ana",), ("Ben",), ("Ana", "Ana"), ("Ben", "Ben")])
def test_one_yes_is_kept_and_posts_nothing(house: House, goal: UUID, names: tuple[str, ...]) -> None:
    tell(house, goal)
    celebrate(house, goal, *names)
    house.live(2)

    assert house.entries(NoticeKind.GOAL_CELEBRATED) == []


@pytest.mark.parametrize("names", [("Ana", "Ben"), ("Ben", "Ana"), ("Ben", "Ana", "Ben", "Ana")])
def test_both_yeses_post_it_once_in_the_programs_channel_an_hour_later(
    house: House, goal: UUID, names: tuple[str, ...]
) -> None:
    tell(house, goal)
    celebrate(house, goal, *names)
    (entry,) = house.entries(NoticeKind.GOAL_CELEBRATED)

    assert entry.notice.to == ToChannel(channel=some_terms().digest_channel)
    assert entry.not_before == house.now + timedelta(hours=1)
    house.live(0.1, step=0.01)
    assert posted(house) == 1


@pytest.mark.parametrize("name", ["Ana", "Ben"])
def test_either_takes_a_yes_back_until_it_is_posted_and_may_give_it_again(house: House, goal: UUID, name: str) -> None:
    tell(house, goal)
    celebrate(house, goal, "Ana", "Ben")
    keep(house, goal, name)
    house.live(1)
    assert posted(house) == 0
    celebrate(house, goal, name)
    house.live(1)
    assert posted(house) == 1
    with pytest.raises(errors.CelebrationPosted):
        keep(house, goal, name)


def test_words_go_along_only_while_the_mentee_wishes_so(house: House, pair: UUID, goal: UUID) -> None:
    tell(house, goal)
    celebrate(house, goal, "Ana", "Ben")
    with house.work() as work:
        goal_reviews.celebrate_in_words(work, actor("Ben"), goal)
    assert house.facts(pair).goal_news[0].has_words
    celebrate(house, goal, "Ben")
    assert not house.facts(pair).goal_news[0].has_words
    house.live(1)
    states = [entry.state for entry in house.entries(NoticeKind.GOAL_CELEBRATED)]
    assert states == [OutboxState.CANCELLED, OutboxState.CANCELLED, OutboxState.DELIVERED]


def test_a_post_that_was_claimed_before_a_yes_was_taken_back_is_not_drawn(house: House, goal: UUID) -> None:
    tell(house, goal)
    celebrate(house, goal, "Ana", "Ben")
    (entry,) = house.entries(NoticeKind.GOAL_CELEBRATED)
    news = house.state.goal_news[goal]
    for changed in (news.without(mentor=True), replace(news, turn=news.turn + 1)):
        with house.work() as work:
            work.tx.goal_notes.spread(WORKSPACE, changed)
        with house.reading() as work:
            assert isinstance(read_scene(work.tx, entry.notice, house.now), NotSent)


def test_the_self_rating_reaches_nobody_but_the_mentee(house: House, pair: UUID, goal: UUID) -> None:
    """Everything that anybody else is shown reads the same, whatever Ben rated and tapped."""
    shown = []
    for value, what in (("1", Progress.STUCK), ("5", Progress.MOVED)):
        other = House()
        other.store.state = house.state.copy()
        other.now = house.now
        with other.work() as work:
            checkins.tap(work, actor("Ben"), pair, 1, Tap.SELF, value)
            goal_reviews.review_goal(work, actor("Ben"), goal, what)
        shown.append(seen_by_others(other, pair))
        with other.reading() as work:
            facts = work.tx.pairs.facts([pair])[pair]
            voice = Voice.of(ENGLISH, facts.mentee)
            mine = as_words(modals.goals_modal(voice, facts, facts.pair.side_of(facts.mentee.id), other.now))
        assert ENGLISH.say(f"self.{value}", "en") in mine
    assert shown[0] == shown[1]


def seen_by_others(house: House, pair: UUID) -> list[object]:
    """Ana's list of goals and Home, the digest, and all that waits in the outbox."""
    with house.reading() as work:
        facts = work.tx.pairs.facts([pair])[pair]
        voice = Voice.of(ENGLISH, facts.mentor)
        return [
            as_words(modals.goals_modal(voice, facts, facts.pair.side_of(facts.mentor.id), house.now)),
            as_words(home(voice, read_home(work, actor("Ana")))),
            read_digest(work, actor("Lea")),
            [entry.notice for entry in house.state.outbox.values()],
        ]


@pytest.mark.parametrize("what", [Progress.REACHED, Progress.DROPPED])
def test_a_goal_closed_by_mistake_is_opened_again_and_both_taps_stay_written(
    house: House, pair: UUID, goal: UUID, what: Progress
) -> None:
    review(house, goal, what)
    house.go(minutes=1)
    before = len(house.state.outbox)
    for _ in range(2):
        review(house, goal, Progress.REOPENED)

    facts = house.facts(pair)
    assert facts.goals[0].state is GoalState.OPEN
    assert [note.what for note in facts.goal_notes] == [what, Progress.REOPENED]
    assert len(house.state.outbox) == before, "nobody had been told"


def test_what_was_not_told_yet_is_withdrawn_and_what_was_told_is_put_right_where_it_was_told(
    house: House, pair: UUID, goal: UUID
) -> None:
    tell(house, goal)
    house.go(minutes=1)
    review(house, goal, Progress.REOPENED)
    (waiting,) = house.entries(NoticeKind.GOAL_REACHED)
    assert waiting.state is OutboxState.CANCELLED
    assert house.entries(NoticeKind.GOAL_REOPENED) == []

    tell(house, goal)
    celebrate(house, goal, "Ana")
    house.live(0.1)
    review(house, goal, Progress.REOPENED)
    (put_right,) = house.entries(NoticeKind.GOAL_REOPENED)
    assert put_right.notice.to == ToPair(pair=pair)
    with pytest.raises(errors.NothingAsked):
        celebrate(house, goal, "Ben")

    house.go(minutes=1)
    tell(house, goal)
    celebrate(house, goal, "Ben")
    assert len(house.entries(NoticeKind.GOAL_REACHED)) == 3
    assert not house.facts(pair).goal_news[0].is_celebrated, "a yes to the first news is no yes to the second"


def test_a_correction_is_not_sent_when_the_goal_was_reached_meanwhile(house: House, goal: UUID) -> None:
    tell(house, goal)
    house.live(0.1)
    review(house, goal, Progress.REOPENED)
    (entry,) = house.entries(NoticeKind.GOAL_REOPENED)
    with house.work() as work:
        assert not isinstance(read_scene(work.tx, entry.notice, work.now), NotSent)
    house.go(minutes=1)
    review(house, goal, Progress.REACHED)
    with house.work() as work:
        assert isinstance(read_scene(work.tx, entry.notice, work.now), NotSent)


def test_what_both_want_in_the_channel_is_not_opened_again_unless_they_keep_it_between_them(
    house: House, pair: UUID, goal: UUID
) -> None:
    tell(house, goal)
    celebrate(house, goal, "Ana", "Ben")
    with pytest.raises(errors.CelebrationAgreed):
        review(house, goal, Progress.REOPENED)
    keep(house, goal, "Ben")
    review(house, goal, Progress.REOPENED)
    assert house.facts(pair).goals[0].state is GoalState.OPEN


def test_a_fourth_goal_is_not_opened_again(house: House, pair: UUID, goal: UUID) -> None:
    review(house, goal, Progress.DROPPED)
    house.go(minutes=1)
    for _ in range(3):
        house.write_goal("Ben", pair)
    with pytest.raises(errors.TooManyGoals):
        review(house, goal, Progress.REOPENED)
