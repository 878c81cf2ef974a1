"""Goals: a list to read, and the form in which the mentee writes one."""

from datetime import date

from bot.domain.agreement import LONGEST_LINE, LONGEST_TEXT
from bot.domain.facts import PairFacts
from bot.domain.goals import MOST_OPEN, Goal, GoalKind, StepKind, kept_goals, open_goals
from bot.domain.pairs import Side
from bot.domain.stages import Status
from bot.texts import tame
from bot.views import ids, parts
from bot.views.composing import Choice, blocks, buttons, quoted
from bot.views.modals.fields import enum_options, field, line, menu, text
from bot.views.parts import Block, View, modal
from bot.views.voice import Voice
from bot.views.wording import partner_mention


def goal_modal(voice: Voice, facts: PairFacts, goal: Goal | None, suggested: date | None) -> View:
    """A new goal, or one to be put in other words. `suggested` is the day a new one begins with."""
    due = goal.due if goal else suggested
    shown = [
        parts.section(voice.say("goal_form.intro", partner=partner_mention(voice, facts, Side.MENTEE))),
        field(
            voice, "goal_form.kind", menu("kind", enum_options(voice, "kind", GoalKind), goal.kind if goal else None)
        ),
        field(
            voice,
            "goal_form.text",
            text("text", goal.text if goal else "", LONGEST_TEXT),
            hint=voice.say("goal_form.text_hint"),
        ),
        _line(voice, "measure", goal.measure if goal else ""),
        field(voice, "goal_form.due", parts.date_input("due", initial=due), optional=True),
        _line(voice, "first_step", goal.first_step if goal else ""),
        field(
            voice,
            "goal_form.step_kind",
            menu("step_kind", enum_options(voice, "step_kind", StepKind), goal.step_kind if goal else StepKind.OWN),
        ),
    ]
    return modal(
        voice.say("goal_form.title"),
        shown,
        callback_id=ids.GOAL,
        submit=voice.say("word.save"),
        close=voice.say("word.cancel"),
        private_metadata=ids.pack(pair=str(facts.pair.id), goal=str(goal.id) if goal else ""),
    )


def _line(voice: Voice, name: str, words: str) -> Block:
    hint = voice.say(f"goal_form.{name}_hint")
    return field(voice, f"goal_form.{name}", line(name, words, LONGEST_LINE), hint=hint, optional=True)


def goals_modal(voice: Voice, facts: PairFacts, side: Side) -> View:
    """All goals that are pursued or were reached. The mentee may change them; the mentor reads."""
    goals = kept_goals(facts.goals)
    may_write = side is Side.MENTEE and facts.pair.status is not Status.ENDED
    partner = partner_mention(voice, facts, side)
    intro = voice.say(f"goals.intro_{side}", partner=partner)
    shown = [parts.section(intro), *(block for goal in goals for block in _goal(voice, goal, may_write=may_write))]
    if not goals:
        none = (
            voice.say("goals.none_mentor", partner=partner) if side is Side.MENTOR else voice.say("goals.none_mentee")
        )
        shown.append(parts.section(none))
    if may_write and facts.held and len(open_goals(goals)) < MOST_OPEN:
        shown.append(buttons(voice, Choice(label="goal.write", action=ids.GOAL_OPEN, value=str(facts.pair.id))))
    return modal(voice.say("goals.title"), shown, callback_id="note", close=voice.say("word.close"))


def _goal(voice: Voice, goal: Goal, *, may_write: bool) -> list[Block]:
    head = voice.say("goals.goal", kind=voice.say(f"enum.kind.{goal.kind}"), state=voice.say(f"enum.goal.{goal.state}"))
    due = [parts.context(voice.say("goals.due", due=goal.due))] if goal.due else []
    shown = [parts.section(head), *blocks([quoted(voice, goal.text)]), *due]
    for key, words in (("goals.measure", goal.measure), (f"goals.step_{goal.step_kind}", goal.first_step)):
        if tame(words):
            shown += [parts.section(voice.say(key)), *blocks([quoted(voice, words)])]
    if may_write and goal in open_goals([goal]):
        change = Choice(label="goals.change", action=ids.GOAL_EDIT, value=str(goal.id))
        drop = Choice(label="goals.drop", action=ids.GOAL_DROP, value=str(goal.id))
        shown.append(buttons(voice, change, drop))
    return [*shown, parts.divider()]
