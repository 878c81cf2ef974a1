"""Laws of what is said of goals, on all three stores."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import Engine, text

from bot.domain.facts import PairFacts
from bot.domain.goal_notes import Progress, Teller
from bot.domain.goals import StepKind
from bot.domain.pairs import change
from bot.domain.stages import Event, Stage
from bot.services.ports import Store
from storage import migrate
from tests.support.goals_of_the_house import a_note, some_news
from tests.support.papers_of_the_house import a_goal
from tests.support.people_of_the_house import NOW, WORKSPACE, a_line, a_pair, ana

PAIR = a_pair().id
DAY = timedelta(days=1)


def facts_in(store: Store) -> PairFacts:
    """What was committed."""
    with store.reads() as tx:
        return tx.pairs.facts([PAIR])[PAIR]


def test_notes_come_back_in_the_order_in_which_they_were_said(store: Store) -> None:
    later = a_note(at=a_note().at + DAY, what=Progress.STUCK, next_step="")
    other = a_goal(text="another goal")
    with store.write() as tx:
        tx.goals.save(WORKSPACE, a_goal())
        tx.goals.save(WORKSPACE, other)
        for note in (later, a_note(goal=other.id, at=a_note().at + 2 * DAY), a_note()):
            tx.goal_notes.write(WORKSPACE, PAIR, note)
    assert facts_in(store).goal_notes == (a_note(), later, a_note(goal=other.id, at=a_note().at + 2 * DAY))


def test_a_next_step_is_added_to_the_same_note_and_nothing_else_of_it_changes(store: Store) -> None:
    with store.write() as tx:
        tx.goals.save(WORKSPACE, a_goal())
        tx.goal_notes.write(WORKSPACE, PAIR, a_note(next_step=""))
        challenge = a_note(next_step="read it", step_kind=StepKind.CHALLENGE)
        tx.goal_notes.write(WORKSPACE, PAIR, replace(challenge, what=Progress.DROPPED, by=ana().id))
    assert facts_in(store).goal_notes == (challenge,)


def test_the_news_of_a_goal_are_one_row_that_changes_in_place(store: Store) -> None:
    told = some_news(teller=Teller.BOT, mentor_yes=True, mentee_yes=True, has_words=True, turn=2, reached_at=NOW)
    with store.write() as tx:
        tx.goals.save(WORKSPACE, a_goal())
        assert tx.goal_notes.news(a_goal().id) is None
        tx.goal_notes.spread(WORKSPACE, some_news())
        assert tx.goal_notes.news(a_goal().id) == some_news()
        tx.goal_notes.spread(WORKSPACE, told)
        assert tx.goal_notes.news(a_goal().id) == told
    assert facts_in(store).goal_news == (told,)


def test_words_go_along_with_the_mentees_yes_alone(store: Store, refusal: type[Exception]) -> None:
    with store.write() as tx:
        tx.goals.save(WORKSPACE, a_goal())
    with pytest.raises(refusal), store.write() as tx:
        tx.goal_notes.spread(WORKSPACE, some_news(has_words=True))


def test_neither_is_kept_of_a_goal_that_nobody_wrote(store: Store, refusal: type[Exception]) -> None:
    with pytest.raises(refusal), store.write() as tx:
        tx.goal_notes.write(WORKSPACE, PAIR, a_note())
    with pytest.raises(refusal), store.write() as tx:
        tx.goal_notes.spread(WORKSPACE, some_news())


def test_a_pair_remembers_since_when_it_is_in_its_stage(store: Store) -> None:
    with store.write() as tx:
        tx.pairs.save(a_pair(stage=Stage.GROWTH, stage_since=NOW + DAY))
    assert facts_in(store).pair == a_pair(stage=Stage.GROWTH, stage_since=NOW + DAY)


@pytest.mark.parametrize("grown", [False, True])
def test_the_migration_tells_the_stage_from_the_history(sql_store: Store, engine: Engine, *, grown: bool) -> None:
    pair = a_pair()
    with sql_store.write() as tx:
        tx.history.append(WORKSPACE, a_line())
        if grown:
            grew = NOW + DAY
            pair, line = change(pair, Event.STAGE, to=Stage.GROWTH, at=grew, actor=ana().id, reason="both_confirmed")
            tx.history.append(WORKSPACE, line)
            pair, line = change(pair, Event.PAUSE, at=NOW + 2 * DAY, actor=ana().id, reason="paused")
            tx.history.append(WORKSPACE, line)
        tx.pairs.save(replace(pair, stage_since=None))
    with engine.begin() as connection:
        for statement in (
            "DROP TABLE goal_note",
            "DROP TABLE goal_news",
            "ALTER TABLE pair DROP COLUMN stage_since",
            "UPDATE alembic_version SET version_num = '0007'",
        ):
            connection.execute(text(statement))
    migrate(engine)
    assert facts_in(sql_store).pair.stage_since == (NOW + DAY if grown else a_pair().started_at)


def test_notes_from_before_a_goal_could_be_opened_again_are_kept(sql_store: Store, engine: Engine) -> None:
    again = a_note(at=a_note().at + DAY, what=Progress.REOPENED, next_step="")
    with sql_store.write() as tx:
        tx.goals.save(WORKSPACE, a_goal())
        tx.goal_notes.write(WORKSPACE, PAIR, a_note())
    go_back_to_0008(engine)
    migrate(engine)
    with sql_store.write() as tx:
        tx.goal_notes.write(WORKSPACE, PAIR, again)
    assert facts_in(sql_store).goal_notes == (a_note(), again)


def go_back_to_0008(engine: Engine) -> None:
    """The table of notes as that migration made it, with what is in it."""
    words = "what IN ('moved', 'stuck', 'reached', 'dropped')"
    columns = "workspace, goal, at, pair, by, what, next_step, step_kind"
    sqlite = [
        f"CREATE TABLE old AS SELECT {columns} FROM goal_note",
        "DROP TABLE goal_note",
        (
            "CREATE TABLE goal_note (workspace VARCHAR NOT NULL, goal CHAR(32) NOT NULL, at VARCHAR(32) NOT NULL, "
            "pair CHAR(32) NOT NULL, by CHAR(32) NOT NULL, what VARCHAR(20) NOT NULL, next_step TEXT, "
            f"step_kind VARCHAR(20) NOT NULL, CONSTRAINT ck_goal_note_what CHECK ({words}))"
        ),
        f"INSERT INTO goal_note ({columns}) SELECT {columns} FROM old",
        "DROP TABLE old",
    ]
    postgresql = [
        "ALTER TABLE goal_note DROP CONSTRAINT ck_goal_note_what",
        f"ALTER TABLE goal_note ADD CONSTRAINT ck_goal_note_what CHECK ({words})",
    ]
    with engine.begin() as connection:
        for statement in sqlite if engine.dialect.name == "sqlite" else postgresql:
            connection.execute(text(statement))
        connection.execute(text("UPDATE alembic_version SET version_num = '0008'"))
