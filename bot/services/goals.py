"""Writing and changing goals. They are the mentee's; the mentor reads them."""

from uuid import UUID, uuid4

from bot.domain.errors import FieldsRefused, GoalsAreTheMentees, NothingAsked, NotYourPair, TooManyGoals
from bot.domain.facts import PairFacts
from bot.domain.goals import MOST_OPEN, Goal, GoalLines, open_goals
from bot.domain.pairs import Side
from bot.domain.people import Actor
from bot.services.access import own_facts, own_pair
from bot.services.work import Work


def write_goal(work: Work, actor: Actor, pair_id: UUID, lines: GoalLines) -> PairFacts:
    """A new goal of the mentee's, from the first meeting that was held on. The pair as it is then.

    Raises `NotYourPair`, `PairEnded`, `GoalsAreTheMentees`, `NothingAsked` before a meeting was held, `TooManyGoals`,
    and `FieldsRefused` for words that nobody can read.
    """
    pair, person, side = own_pair(work.tx, actor, pair_id)
    pair.refuse_unless_open()
    facts = work.tx.pairs.facts([pair.id])[pair.id]
    refuse_unless_writable(facts, side)
    _refuse_unless_written(lines)
    goal = Goal(
        id=uuid4(),
        pair=pair.id,
        kind=lines.kind,
        text=lines.text,
        measure=lines.measure,
        due=lines.due,
        first_step=lines.first_step,
        step_kind=lines.step_kind,
        written_by=person.id,
        written_at=work.now,
    )
    return _saved(work, facts, goal)


def refuse_unless_writable(facts: PairFacts, side: Side) -> None:
    """Whether that side may write another goal now. Raises as `write_goal` does."""
    if side is not Side.MENTEE:
        raise GoalsAreTheMentees(people={"mentee": facts.mentee.slack_id})
    if not facts.held:
        raise NothingAsked
    if len(open_goals(facts.goals)) >= MOST_OPEN:
        raise TooManyGoals(facts={"most": MOST_OPEN})


def edit_goal(work: Work, actor: Actor, goal_id: UUID, lines: GoalLines) -> PairFacts:
    """The goal in other words. Raises like `write_goal`; `NothingAsked` for one that is closed."""
    goal, facts = _own_goal(work, actor, goal_id)
    _refuse_unless_written(lines)
    return _saved(work, facts, goal.rewrite(lines))


def read_goals(work: Work, actor: Actor, pair_id: UUID) -> tuple[PairFacts, Side]:
    """The pair's goals, for either of the two, also after its end. Raises `NotYourPair`."""
    facts, _, side = own_facts(work.tx, actor, pair_id)
    return facts, side


def read_goal(work: Work, actor: Actor, goal_id: UUID) -> tuple[PairFacts, Goal]:
    """One goal to be changed by its mentee. Raises like `edit_goal`."""
    goal, facts = _own_goal(work, actor, goal_id)
    return facts, goal


def _own_goal(work: Work, actor: Actor, goal_id: UUID) -> tuple[Goal, PairFacts]:
    """The goal, locked after its pair. An unknown one reads like one of others."""
    found = work.tx.goals.find(goal_id)
    if found is None:
        raise NotYourPair
    pair, _, side = own_pair(work.tx, actor, found.pair)
    pair.refuse_unless_open()
    facts = work.tx.pairs.facts([pair.id])[pair.id]
    if side is not Side.MENTEE:
        raise GoalsAreTheMentees(people={"mentee": facts.mentee.slack_id})
    return next(goal for goal in facts.goals if goal.id == goal_id), facts


def _saved(work: Work, facts: PairFacts, goal: Goal) -> PairFacts:
    work.tx.goals.save(facts.pair.workspace, goal)
    work.replan([facts.pair.id])
    return work.tx.pairs.facts([facts.pair.id])[facts.pair.id]


def _refuse_unless_written(lines: GoalLines) -> None:
    if not lines.text.strip():
        raise FieldsRefused({"text": "field.words_needed"})
