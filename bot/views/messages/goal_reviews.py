"""Goals in a check-in: how they go, the next step, how the mentee sees it; and the news that one was reached."""

from collections.abc import Sequence
from datetime import datetime

from bot.domain.after_tap import check_of, goals_due, said_since, untold
from bot.domain.facts import PairFacts
from bot.domain.goal_notes import GoalNews, GoalNote, Progress, may_open_again
from bot.domain.goals import Goal
from bot.domain.pairs import Side
from bot.domain.scenes import Scene
from bot.texts import tame
from bot.views import ids
from bot.views.composing import Choice, Paragraph, answers, compose, note, offers, quoted, say
from bot.views.parts import Message
from bot.views.voice import Voice
from bot.views.wording import needed, partner_mention

SELF_RATES = (ids.SELF_1, ids.SELF_2, ids.SELF_3, ids.SELF_4, ids.SELF_5)
"""The five taps of the mentee's own rating, in order."""


def review_part(voice: Voice, facts: PairFacts, number: int, now: datetime) -> list[Paragraph]:
    """How one goal goes, with a tap for each answer; the oldest of those that are due."""
    due = goals_due(facts, now)[:1]
    return [
        part
        for goal in due
        for part in (
            say(voice, "goal_review.ask"),
            quoted(voice, goal.text),
            answers(voice, *progress_choices(f"{goal.id}:{number}")),
        )
    ]


def progress_choices(value: str) -> tuple[Choice, ...]:
    """The four taps about a goal."""
    return (*going_choices(value), *closing_choices(value))


def going_choices(value: str) -> tuple[Choice, Choice]:
    """How it goes."""
    return (
        Choice(label="goal_review.moved", action=ids.GOAL_MOVED, value=value),
        Choice(label="goal_review.stuck", action=ids.GOAL_STUCK, value=value),
    )


def closing_choices(value: str) -> tuple[Choice, Choice]:
    """What ends the pursuit of it, whichever way."""
    return (
        Choice(label="goal_review.reached", action=ids.GOAL_REACHED, value=value),
        Choice(label="goals.drop", action=ids.GOAL_DROP, value=value),
    )


def reviewed_part(voice: Voice, facts: PairFacts, side: Side, number: int) -> list[Paragraph]:
    """What follows from the last tap about a goal, to the mentee alone: the next step is asked, never demanded."""
    check = check_of(facts, side, number)
    said = said_since(facts, check) if check and side is Side.MENTEE else None
    if said is None:
        return []
    match said.what:
        case Progress.DROPPED:
            return [say(voice, "goal_review.said_dropped"), *_again(voice, facts, said, number)]
        case Progress.REACHED:
            return _told(voice, facts, said, number)
        case Progress.MOVED | Progress.STUCK | Progress.REOPENED:
            return _next_step(voice, facts, said, number)


def _told(voice: Voice, facts: PairFacts, said: GoalNote, number: int) -> list[Paragraph]:
    news = news_of(facts, said.goal)
    if news is None or news.teller is None:
        return []
    told = say(voice, f"news.told_by_{news.teller}", partner=partner_mention(voice, facts, Side.MENTEE))
    return [told, *_again(voice, facts, said, number)]


def _again(voice: Voice, facts: PairFacts, said: GoalNote, number: int) -> list[Paragraph]:
    goal = needed(next((each for each in facts.goals if each.id == said.goal), None), "goal")
    choices = again_choices(facts, goal, f"{goal.id}:{number}")
    return [offers(voice, *choices)] if choices else []


def again_choices(facts: PairFacts, goal: Goal, value: str) -> tuple[Choice, ...]:
    """To pursue a closed goal again, where that is possible."""
    is_possible = may_open_again(goal, facts.goals, facts.goal_news)
    return (Choice(label="goal_review.again", action=ids.GOAL_REOPEN, value=value),) if is_possible else ()


def _next_step(voice: Voice, facts: PairFacts, said: GoalNote, number: int) -> list[Paragraph]:
    if tame(said.next_step):
        return [say(voice, "goal_review.step_noted")]
    choices = [Choice(label="goal_review.step", action=ids.GOAL_STEP, value=f"{said.goal}:{number}")]
    if said.what is Progress.STUCK:
        choices.append(Choice(label="meeting.guide", action=ids.GUIDE_OPEN, value=str(facts.pair.id)))
    return [say(voice, f"goal_review.said_{said.what}"), offers(voice, *choices)]


def tell_part(voice: Voice, facts: PairFacts, number: int) -> list[Paragraph]:
    """A goal was reached: who tells the mentor."""
    goal = needed(untold(facts), "goal")
    return [
        say(voice, "news.ask", partner=partner_mention(voice, facts, Side.MENTEE)),
        quoted(voice, goal.text),
        answers(voice, *tell_choices(f"{goal.id}:{number}"), *again_choices(facts, goal, f"{goal.id}:{number}")),
    ]


def tell_choices(value: str) -> tuple[Choice, Choice]:
    """The mentee, or the bot."""
    return (
        Choice(label="news.i_tell", action=ids.GOAL_TELL_SELF, value=value),
        Choice(label="news.you_tell", action=ids.GOAL_TELL_BOT, value=value),
    )


def self_choices(value: str) -> tuple[Choice, ...]:
    """The five taps of the mentee's own rating, each with its words."""
    return tuple(Choice(label=f"self.{step}", action=action, value=value) for step, action in enumerate(SELF_RATES, 1))


def ending_choices(facts: PairFacts, value: str) -> tuple[Choice, Choice]:
    """Choosing an end in the agreement, or not now."""
    action = ids.AGREEMENT_EDIT if facts.agreement else ids.AGREEMENT_OPEN
    return (
        Choice(label="ending.plan", action=action, value=str(facts.pair.id)),
        Choice(label="ending.not_now", action=ids.ENDING_NOT_NOW, value=value),
    )


def news_of(facts: PairFacts, goal: object) -> GoalNews | None:
    """The news of a goal that was reached."""
    return next((news for news in facts.goal_news if news.goal == goal), None)


def goal_reached(voice: Voice, scene: Scene) -> Message:
    """To both: a goal was reached; and whether they would like to celebrate it."""
    facts = needed(scene.facts, "pair")
    return goal_reached_now(voice, facts, _goal(facts, scene))


def goal_reached_now(voice: Voice, facts: PairFacts, goal: Goal) -> Message:
    """The same as it stands after a yes of either."""
    mentor, mentee = (voice.mention(person.slack_id) for person in facts.people)
    return compose(
        voice,
        [
            say(voice, "news.reached", mentor=mentor, mentee=mentee),
            quoted(voice, goal.text),
            *_celebration(voice, facts, goal),
            note(voice, "news.why"),
        ],
    )


def goal_reopened(voice: Voice, scene: Scene) -> Message:
    """To both, who had been told that it was reached."""
    facts = needed(scene.facts, "pair")
    mentor, mentee = (voice.mention(person.slack_id) for person in facts.people)
    said = say(voice, "news.reopened", mentor=mentor, mentee=mentee)
    return compose(voice, [said, quoted(voice, _goal(facts, scene).text), note(voice, "news.reopened_why")])


def goal_celebrated(voice: Voice, scene: Scene) -> Message:
    """To the program's channel: two names, and that a goal was reached; its words where the mentee wished so."""
    facts = needed(scene.facts, "pair")
    goal = _goal(facts, scene)
    news = needed(news_of(facts, goal.id), "news")
    mentor, mentee = (voice.mention(person.slack_id) for person in facts.people)
    words: Sequence[Paragraph] = [quoted(voice, goal.text)] if news.has_words else []
    said = say(voice, "news.celebrated", mentor=mentor, mentee=mentee)
    return compose(voice, [said, *words, note(voice, "news.celebrated_why")])


def _celebration(voice: Voice, facts: PairFacts, goal: Goal) -> list[Paragraph]:
    news = needed(news_of(facts, goal.id), "news")
    channel, value = f"<#{facts.program.terms.digest_channel}>", str(goal.id)
    yes = Choice(label="news.celebrate", action=ids.CELEBRATE, value=value)
    in_words = Choice(label="news.celebrate_in_words", action=ids.CELEBRATE_IN_WORDS, value=value)
    rather_not = Choice(label="news.keep", action=ids.CELEBRATE_NOT, value=value)
    if news.is_celebrated:
        key = "news.both_in_words" if news.has_words else "news.both"
        return [say(voice, key, channel=channel), answers(voice, rather_not)]
    key = "news.one" if news.mentor_yes or news.mentee_yes else "news.offer"
    return [say(voice, key, channel=channel), answers(voice, yes, in_words, rather_not)]


def _goal(facts: PairFacts, scene: Scene) -> Goal:
    return needed(next((goal for goal in facts.goals if goal.id == scene.notice.about), None), "goal")
