"""Looking at a goal again, and what becomes of the news that one was reached. Both are the mentee's to begin."""

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

from bot.domain.errors import (
    CelebrationAgreed,
    CelebrationPosted,
    GoalsAreTheMentees,
    NothingAsked,
    NotYourPair,
    TooManyGoals,
)
from bot.domain.facts import PairFacts
from bot.domain.goal_notes import (
    GoalNews,
    GoalNote,
    Progress,
    Teller,
    is_due,
    latest_note,
    may_open_again,
    refuse_long,
)
from bot.domain.goals import MOST_OPEN, Goal, GoalState, StepKind
from bot.domain.notices import Notice, NoticeKind, OutboxState, ToChannel, ToPair
from bot.domain.pairs import Pair, Side
from bot.domain.people import Actor
from bot.services.access import own_pair
from bot.services.work import Work

HELD = timedelta(hours=1)
"""How long a celebration that both agreed to waits, so that either can take it back; as long as feedback is held."""


def review_goal(work: Work, actor: Actor, goal_id: UUID, what: Progress) -> PairFacts:
    """One tap of the mentee's about a goal. A second tap on the same one changes nothing.

    Raises `NotYourPair`, `PairEnded`, `GoalsAreTheMentees`; to open one again also `TooManyGoals`, and
    `CelebrationAgreed` for one that both want in the channel.
    """
    facts, goal = _mentees_goal(work, actor, goal_id)
    if what is Progress.REOPENED:
        return _reopen(work, facts, goal)
    if goal.state is not GoalState.OPEN or _is_early(work, facts, goal, what):
        return facts
    workspace, by = facts.pair.workspace, facts.mentee.id
    match what:
        case Progress.REACHED:
            work.tx.goals.save(workspace, goal.reach(work.now))
            before = work.tx.goal_notes.news(goal.id) or GoalNews(goal=goal.id, pair=goal.pair, reached_at=work.now)
            work.tx.goal_notes.spread(workspace, replace(before, reached_at=work.now))
        case Progress.DROPPED:
            work.tx.goals.save(workspace, goal.drop(work.now))
        case Progress.MOVED | Progress.STUCK:
            pass
    work.tx.goal_notes.write(workspace, goal.pair, GoalNote(goal=goal.id, at=work.now, by=by, what=what))
    return _planned(work, facts)


def _reopen(work: Work, facts: PairFacts, goal: Goal) -> PairFacts:
    """What was closed by mistake is pursued again, and what was told of it is put right where it was told."""
    if goal.state is GoalState.OPEN:
        return facts
    workspace, news = facts.pair.workspace, work.tx.goal_notes.news(goal.id)
    if news and news.is_celebrated:
        raise CelebrationAgreed
    if not may_open_again(goal, facts.goals, facts.goal_news):
        raise TooManyGoals(facts={"most": MOST_OPEN})
    work.tx.goals.save(workspace, goal.reopen())
    note = GoalNote(goal=goal.id, at=work.now, by=facts.mentee.id, what=Progress.REOPENED)
    work.tx.goal_notes.write(workspace, goal.pair, note)
    if news:
        work.tx.goal_notes.spread(workspace, news.taken_back())
        if news.teller is Teller.BOT and not work.cancel(workspace, told_key(news), "not reached after all"):
            work.tell(_to_both(NoticeKind.GOAL_REOPENED, facts, goal, f"goal_reopened:{goal.id}:{news.turn}"))
    return _planned(work, facts)


def _to_both(kind: NoticeKind, facts: PairFacts, goal: Goal, key: str) -> Notice:
    return Notice(
        kind=kind,
        workspace=facts.pair.workspace,
        to=ToPair(pair=goal.pair),
        key=key,
        pair=goal.pair,
        about=goal.id,
    )


def name_step(work: Work, actor: Actor, goal_id: UUID, words: str, kind: StepKind) -> PairFacts:
    """The next step towards a goal that moved or is stuck, in the mentee's words; empty ones take it away.

    Raises as `review_goal` does; `FieldsRefused`, and `NothingAsked` before the goal was looked at again.
    """
    refuse_long(words)
    facts, goal = _mentees_goal(work, actor, goal_id)
    note = latest_note(goal.id, facts.goal_notes)
    if note is None or goal.state is not GoalState.OPEN:
        raise NothingAsked
    work.tx.goal_notes.write(facts.pair.workspace, goal.pair, replace(note, next_step=words, step_kind=kind))
    return _planned(work, facts)


def tell_reached(work: Work, actor: Actor, goal_id: UUID, teller: Teller) -> PairFacts:
    """Who tells the mentor. With the bot, both read it in their conversation; with the mentee, nothing is sent.

    The first choice holds. Raises as `review_goal` does; `NothingAsked` for a goal that was not reached.
    """
    facts, goal = _mentees_goal(work, actor, goal_id)
    news = _news(work, goal)
    if news.teller:
        return facts
    work.tx.goal_notes.spread(facts.pair.workspace, replace(news, teller=teller))
    if teller is Teller.BOT:
        work.tell(_to_both(NoticeKind.GOAL_REACHED, facts, goal, told_key(news)))
    return _planned(work, facts)


def celebrate(work: Work, actor: Actor, goal_id: UUID) -> tuple[PairFacts, Goal]:
    """The actor would like to celebrate the goal in the program's channel. It is posted once both would.

    A second yes changes nothing; the mentee's takes back that the goal's words go along. Raises `NotYourPair`,
    `PairEnded`, `NothingAsked` for a goal the pair was not told of.
    """
    facts, goal, side = _either(work, actor, goal_id)
    news = _told_news(work, goal)
    if side is Side.MENTOR:
        return _spread(work, facts, goal, news, news.yes_of_mentor())
    return _spread(work, facts, goal, news, news.yes_of_mentee(has_words=False))


def celebrate_in_words(work: Work, actor: Actor, goal_id: UUID) -> tuple[PairFacts, Goal]:
    """The mentee would like to celebrate it, and the goal's words may be read in the channel.

    Raises as `celebrate` does; `GoalsAreTheMentees`, and `CelebrationPosted` for one posted without its words.
    """
    facts, goal = _mentees_goal(work, actor, goal_id)
    news = _told_news(work, goal)
    return _spread(work, facts, goal, news, news.yes_of_mentee(has_words=True))


def keep_between_us(work: Work, actor: Actor, goal_id: UUID) -> tuple[PairFacts, Goal]:
    """The actor takes a yes back, or never gave one; as long as it has not been posted, it will not be.

    Who said it is not kept. Raises as `celebrate` does; `CelebrationPosted`.
    """
    facts, goal, side = _either(work, actor, goal_id)
    news = _told_news(work, goal)
    return _spread(work, facts, goal, news, news.without(mentor=side is Side.MENTOR))


def _spread(work: Work, facts: PairFacts, goal: Goal, before: GoalNews, news: GoalNews) -> tuple[PairFacts, Goal]:
    """Keep the news; a post that waits on other terms is withdrawn, and one on these is put up."""
    if news == before:
        return facts, goal
    if before.is_celebrated:
        _withdraw(work, facts, before)
    work.tx.goal_notes.spread(facts.pair.workspace, news)
    if news.is_celebrated:
        work.tell(_celebration(work, facts, news))
    return _planned(work, facts), goal


def _withdraw(work: Work, facts: PairFacts, news: GoalNews) -> None:
    """Raises `CelebrationPosted` for a post that is in the channel, or on its way."""
    workspace, key = facts.pair.workspace, celebration_key(news)
    work.cancel(workspace, key, "taken back, or to be told in other words")
    found = work.tx.outbox.find(workspace, key)
    if found and found.state in (OutboxState.LEASED, OutboxState.DELIVERED):
        raise CelebrationPosted


def _celebration(work: Work, facts: PairFacts, news: GoalNews) -> Notice:
    return Notice(
        kind=NoticeKind.GOAL_CELEBRATED,
        workspace=facts.pair.workspace,
        to=ToChannel(channel=facts.program.terms.digest_channel),
        key=celebration_key(news),
        pair=facts.pair.id,
        program=facts.program.id,
        about=news.goal,
        facts={"turn": news.turn},
        not_before=work.now + HELD,
    )


def told_key(news: GoalNews) -> str:
    """The key of the message that tells of it, one for each time it was reached."""
    return f"goal_reached:{news.goal}:{news.turn}"


def celebration_key(news: GoalNews) -> str:
    """The key of the post that the yeses so far stand for."""
    return f"goal_celebrated:{news.goal}:{news.turn}"


def _is_early(work: Work, facts: PairFacts, goal: Goal, what: Progress) -> bool:
    """Whether this says nothing new: how it goes is asked every six weeks, that it is over can be said at any time."""
    is_over = what in (Progress.REACHED, Progress.DROPPED)
    return not is_over and not is_due(goal, facts.goal_notes, work.now, facts.mentee.tz)


def _told_news(work: Work, goal: Goal) -> GoalNews:
    news = _news(work, goal)
    if news.teller is not Teller.BOT:
        raise NothingAsked
    return news


def _news(work: Work, goal: Goal) -> GoalNews:
    news = work.tx.goal_notes.news(goal.id)
    if news is None:
        raise NothingAsked
    return news


def _mentees_goal(work: Work, actor: Actor, goal_id: UUID) -> tuple[PairFacts, Goal]:
    facts, goal, side = _either(work, actor, goal_id)
    if side is not Side.MENTEE:
        raise GoalsAreTheMentees(people={"mentee": facts.mentee.slack_id})
    return facts, goal


def _either(work: Work, actor: Actor, goal_id: UUID) -> tuple[PairFacts, Goal, Side]:
    """The goal as one of its two opens it, its pair locked. An unknown one reads like one of others."""
    found = work.tx.goals.find(goal_id)
    if found is None:
        raise NotYourPair
    pair, _, side = own_pair(work.tx, actor, found.pair)
    pair.refuse_unless_open()
    facts = _facts(work, pair)
    return facts, next(goal for goal in facts.goals if goal.id == goal_id), side


def _planned(work: Work, facts: PairFacts) -> PairFacts:
    work.replan([facts.pair.id])
    return _facts(work, facts.pair)


def _facts(work: Work, pair: Pair) -> PairFacts:
    return work.tx.pairs.facts([pair.id])[pair.id]
