"""Goals: a list to read, and the form in which the mentee writes one."""

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime

from bot.domain.agreement import LONGEST_LINE, LONGEST_TEXT
from bot.domain.facts import PairFacts
from bot.domain.goal_notes import LONGEST_STEP, is_due, latest_note, may_open_again
from bot.domain.goals import MOST_OPEN, Goal, GoalKind, GoalState, StepKind, kept_goals, open_goals
from bot.domain.pairs import Side
from bot.domain.questions import Tap
from bot.domain.stages import Status
from bot.texts import tame
from bot.views import ids, parts
from bot.views.composing import Choice, blocks, buttons, quoted
from bot.views.limits import VIEW_BLOCKS
from bot.views.messages.goal_reviews import again_choices, closing_choices, going_choices, tell_choices
from bot.views.modals.fields import enum_options, field, line, menu, text
from bot.views.parts import Block, View, modal
from bot.views.voice import Voice
from bot.views.wording import partner_mention

MOST_DROPPED = 3
"""Dropped goals shown to be taken up again; older ones are not what somebody looks for."""


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


def _dropped(facts: PairFacts) -> tuple[Goal, ...]:
    """Those let go last that can be taken up again, newest first: their mentee alone sees them."""
    closed = [goal for goal in facts.goals if goal.state is GoalState.DROPPED and goal.closed_at]
    open_again = [goal for goal in closed if may_open_again(goal, facts.goals, facts.goal_news)]
    return tuple(sorted(open_again, key=lambda goal: goal.closed_at or goal.written_at, reverse=True)[:MOST_DROPPED])


def _line(voice: Voice, name: str, words: str) -> Block:
    hint = voice.say(f"goal_form.{name}_hint")
    return field(voice, f"goal_form.{name}", line(name, words, LONGEST_LINE), hint=hint, optional=True)


def goals_modal(voice: Voice, facts: PairFacts, side: Side, now: datetime) -> View:
    """All goals that are pursued or were reached. The mentee may change them, and take one up again; the mentor
    reads."""
    may_write = side is Side.MENTEE and facts.pair.status is not Status.ENDED
    goals = (*kept_goals(facts.goals), *(_dropped(facts) if may_write else ()))
    partner = partner_mention(voice, facts, side)
    intro = voice.say(f"goals.intro_{side}", partner=partner)
    shown = [parts.section(intro), *_self_rating(voice, facts, side)]
    drawn = {
        goal: [
            *_goal(voice, facts, goal),
            *(_choices(voice, facts, goal, now) if may_write else []),
            parts.divider(),
        ]
        for goal in goals
    }
    fitting = _that_fit(drawn)
    shown += [block for goal in fitting for block in drawn[goal]]
    if left := len(goals) - len(fitting):
        shown.append(parts.context(voice.say("goals.more", n=left)))
    if not goals:
        none = (
            voice.say("goals.none_mentor", partner=partner) if side is Side.MENTOR else voice.say("goals.none_mentee")
        )
        shown.append(parts.section(none))
    if may_write and facts.held and len(open_goals(goals)) < MOST_OPEN:
        shown.append(buttons(voice, Choice(label="goal.write", action=ids.GOAL_OPEN, value=str(facts.pair.id))))
    return modal(voice.say("goals.title"), shown, callback_id="note", close=voice.say("word.close"))


def _that_fit(drawn: Mapping[Goal, Sequence[Block]]) -> list[Goal]:
    """Those that a view has room for: first what is pursued, then what was reached last."""
    room = VIEW_BLOCKS - AROUND_GOALS
    kept = set()
    for goal in sorted(drawn, key=_closed_at, reverse=True):
        room -= len(drawn[goal])
        if room < 0:
            break
        kept.add(goal)
    return [goal for goal in drawn if goal in kept]


def _closed_at(goal: Goal) -> datetime:
    return goal.closed_at or datetime.max.replace(tzinfo=UTC)


AROUND_GOALS = 4
"""Blocks of the list that are no goals: the beginning, how close it felt, how many are left out, and the button."""


def _self_rating(voice: Voice, facts: PairFacts, side: Side) -> list[Block]:
    """How the mentee saw it at first and last: for the mentee alone, whoever opens the list."""
    given = [each for each in facts.answers if (each.person, each.question) == (facts.mentee.id, Tap.SELF)]
    if side is not Side.MENTEE or not given:
        return []
    first, latest = (chosen(given, key=lambda each: each.at) for chosen in (min, max))
    rating = voice.say(f"self.{latest.value}")
    if first is latest:
        return [parts.context(voice.say("goals.self_once", at=voice.local(latest.at), rating=rating))]
    days = {"first": voice.local(first.at), "latest": voice.local(latest.at)}
    before = voice.say(f"self.{first.value}")
    return [parts.context(voice.say("goals.self_twice", before=before, rating=rating, **days))]


def _goal(voice: Voice, facts: PairFacts, goal: Goal) -> list[Block]:
    head = voice.say("goals.goal", kind=voice.say(f"enum.kind.{goal.kind}"), state=voice.say(f"enum.goal.{goal.state}"))
    due = [parts.context(voice.say("goals.due", due=goal.due))] if goal.due else []
    shown = [parts.section(head), *blocks([quoted(voice, goal.text)]), *due]
    for key, words in (("goals.measure", goal.measure), _step(facts, goal)):
        if tame(words):
            shown += [parts.section(voice.say(key)), *blocks([quoted(voice, words)])]
    return shown


def _step(facts: PairFacts, goal: Goal) -> tuple[str, str]:
    """The newest step there is: the one noted last, else the first."""
    steps = [note for note in facts.goal_notes if note.goal == goal.id and tame(note.next_step)]
    newest = max(steps, key=lambda note: note.at, default=None)
    if newest is None:
        return f"goals.step_{goal.step_kind}", goal.first_step
    return f"goals.next_step_{newest.step_kind}", newest.next_step


def _choices(voice: Voice, facts: PairFacts, goal: Goal, now: datetime) -> list[Block]:
    """What the mentee may do about a goal."""
    value = str(goal.id)
    if goal.state is not GoalState.OPEN:
        is_reached = goal.state is GoalState.REACHED
        is_untold = is_reached and any(news.goal == goal.id and news.teller is None for news in facts.goal_news)
        ask = voice.say("news.ask", partner=partner_mention(voice, facts, Side.MENTEE))
        choices = (*(tell_choices(value) if is_untold else ()), *again_choices(facts, goal, value))
        return [*([parts.section(ask)] if is_untold else []), *([buttons(voice, *choices)] if choices else [])]
    going = going_choices(value) if is_due(goal, facts.goal_notes, now, facts.mentee.tz) else ()
    step = Choice(label="goal_review.step", action=ids.GOAL_STEP, value=value)
    has_note = latest_note(goal.id, facts.goal_notes) is not None
    change = Choice(label="goals.change", action=ids.GOAL_EDIT, value=value)
    return [buttons(voice, *going, *([step] if has_note else []), change, *closing_choices(value))]


def step_modal(voice: Voice, facts: PairFacts, goal: Goal) -> View:
    """The next step towards a goal."""
    note = latest_note(goal.id, facts.goal_notes)
    kind, words = (note.step_kind, note.next_step) if note else (StepKind.OWN, "")
    hint = voice.say("step_form.next_step_hint")
    return modal(
        voice.say("step_form.title"),
        [
            parts.section(voice.say("step_form.intro", partner=partner_mention(voice, facts, Side.MENTEE))),
            *blocks([quoted(voice, goal.text)]),
            field(voice, "step_form.next_step", line("next_step", words, LONGEST_STEP), hint=hint, optional=True),
            field(voice, "goal_form.step_kind", menu("step_kind", enum_options(voice, "step_kind", StepKind), kind)),
        ],
        callback_id=ids.GOAL_NEXT_STEP,
        submit=voice.say("word.save"),
        close=voice.say("word.cancel"),
        private_metadata=ids.pack(goal=str(goal.id)),
    )
