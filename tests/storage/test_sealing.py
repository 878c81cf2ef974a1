"""Laws of words at rest."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from uuid import uuid4

import pytest
from cryptography.fernet import Fernet
from sqlalchemy import Engine, inspect, text, update
from sqlalchemy.exc import StatementError

from bot.domain.feedback import FeedbackState
from storage import Cipher, SqlStore, Unreadable, open_store, rotate_keys
from storage.schema import Base, FeedbackRow
from storage.types import SEAL, Sealed
from tests.storage.conftest import KEY
from tests.storage.test_meetings import MEETING, STEP, SUGGESTION
from tests.support.goals_of_the_house import a_note
from tests.support.papers_of_the_house import a_goal, an_agreement, some_feedback
from tests.support.people_of_the_house import WORKSPACE, a_pair, a_program, an_enrolment, ana, some_terms

NEW_KEY = Fernet.generate_key().decode()
SECRETS = ["Ana", "Compass", "ask Max", "to be heard", "twelve years", "finish my sentences"]
SECRETS += ["my way into leadership", "project of three", "project ships", "ask for the project", "in the evening"]
SECRETS += ["ask the board"]
SECRETS += ["through new eyes", "more to talk about", "so sorry", "before lunch", "ask for the project"]


def write_everything(store: SqlStore) -> None:
    """Put every kind of word into the store."""
    with store.write() as tx:
        tx.programs.add(a_program(id=uuid4(), terms=some_terms(contact="ask Max"), leads=()))
        tx.enrolments.save(an_enrolment(ana()))
        tx.agreements.add(an_agreement(reason="more to talk about"))
        tx.goals.save(WORKSPACE, a_goal())
        tx.goal_notes.write(WORKSPACE, a_pair().id, a_note())
        tx.feedback.save(some_feedback())
        tx.meetings.save(WORKSPACE, MEETING)
        tx.meetings.suggest(WORKSPACE, SUGGESTION)
        tx.commitments.save(WORKSPACE, STEP)


def everything(engine: Engine) -> Iterator[str]:
    """Every value of every row, as text."""
    with engine.connect() as connection:
        for table in inspect(engine).get_table_names():
            for row in connection.execute(text(f'SELECT * FROM "{table}"')):
                yield from (str(value) for value in row)


def test_no_word_can_be_read_in_the_database(sql_store: SqlStore) -> None:
    write_everything(sql_store)
    kept = "\n".join(everything(sql_store.engine))

    assert [secret for secret in SECRETS if secret in kept] == []
    assert ana().slack_id in kept


def test_no_word_can_be_read_in_the_files_of_sqlite(sqlite_store: SqlStore) -> None:
    write_everything(sqlite_store)
    files = list(Path(str(sqlite_store.engine.url.database)).parent.glob("migrated.db*"))
    kept = b"".join(file.read_bytes() for file in files)

    assert len(files) > 1, "the log of what was written last lies beside the database"
    assert [secret for secret in SECRETS if secret.encode() in kept] == []
    assert ana().slack_id.encode() in kept


def test_every_column_of_words_is_sealed() -> None:
    sealed = {f"{table.name}.{it.name}" for table in Base.metadata.tables.values() for it in table.c if is_sealed(it)}

    assert sealed == {
        "person.name",
        "program.name",
        "program.contact",
        "enrolment.words",
        "agreement.words",
        "goal.words",
        "goal_note.next_step",
        "feedback.words",
        "meeting.word",
        "suggestion.word",
        "commitment.words",
    }


def is_sealed(column: object) -> bool:
    """Whether the column holds sealed words."""
    return isinstance(getattr(column, "type", None), Sealed)


def test_plain_words_are_refused_by_the_column(sql_store: SqlStore) -> None:
    with sql_store.engine.connect() as connection, pytest.raises(StatementError, match="NotSealed") as raised:
        connection.execute(update(FeedbackRow).values(words="plain words"))

    assert "plain words" not in str(raised.value)


def test_after_rotation_the_old_key_is_not_needed(sql_store: SqlStore, url: str) -> None:
    write_everything(sql_store)
    before = Cipher([KEY])

    assert rotate_keys(sql_store.engine, Cipher([NEW_KEY, KEY])) == 4 + 2 + 2 + 1 + 1 + 1 + 1 + 3
    store = open_store(url, [NEW_KEY])
    with store.reads() as tx:
        assert tx.people.get(ana().id) == ana()
        facts = tx.pairs.facts([a_pair().id])[a_pair().id]
        assert facts.agreements == (an_agreement(reason="more to talk about"),)
        assert (facts.goals, facts.goal_notes) == ((a_goal(),), (a_note(),))
        assert (facts.meetings, facts.suggestion, facts.commitments) == ((MEETING,), SUGGESTION, (STEP,))
        assert facts.mentor_enrolment == an_enrolment(ana())
        assert tx.feedback.get(some_feedback().id) == some_feedback()
    store.close()
    with pytest.raises(Unreadable), SqlStore(sql_store.engine, before).reads() as tx:
        tx.people.get(ana().id)


def test_rotation_passes_over_more_rows_than_a_batch_holds(sql_store: SqlStore, url: str) -> None:
    many = [some_feedback(number=number, state=FeedbackState.KEPT) for number in range(1, 1202)]
    with sql_store.write() as tx:
        for each in many:
            tx.feedback.save(each)

    assert rotate_keys(sql_store.engine, Cipher([NEW_KEY, KEY])) == len(many) + 4 + 1 + 2
    store = open_store(url, [NEW_KEY])
    with store.reads() as tx:
        assert len(tx.feedback.kept_by(many[0].author)) == len(many)
    store.close()


def test_a_wrong_key_is_named_as_the_cause_without_any_words(sql_store: SqlStore) -> None:
    stranger = Cipher([NEW_KEY])
    with pytest.raises(Unreadable, match="rotate-keys") as raised, SqlStore(sql_store.engine, stranger).reads() as tx:
        tx.people.get(ana().id)
    assert "gAAAAA" not in str(raised.value)

    with pytest.raises(Unreadable):
        rotate_keys(sql_store.engine, stranger)
    with sql_store.reads() as tx:
        assert tx.people.get(ana().id) == ana()


def test_the_first_key_seals_and_every_key_opens() -> None:
    old, both = Cipher([KEY]), Cipher([NEW_KEY, KEY])

    assert both.open(old.seal("words")) == "words"
    assert Cipher([NEW_KEY]).open(both.seal("words")) == "words"
    assert Cipher([NEW_KEY]).open(both.reseal(old.seal("words"))) == "words"
    assert old.seal("words") != old.seal("words")
    assert old.seal("words").startswith(SEAL)
    assert (old.seal(""), old.open(""), old.reseal("")) == ("", "", "")
    with pytest.raises(Unreadable):
        old.reseal(both.seal("words"))


@pytest.mark.parametrize("keys", [[], [KEY, "no key"], ["ä" * 44]])
def test_a_malformed_key_is_refused_without_repeating_it(keys: list[str]) -> None:
    with pytest.raises(ValueError, match="key") as raised:
        Cipher(keys)

    assert "no key" not in str(raised.value)


def test_words_of_any_kind_come_back(sql_store: SqlStore) -> None:
    words = "“quotes”, \x00 nothing, 🌍, \\n, 'apostrophes', \u202eright to left"
    with sql_store.write() as tx:
        tx.feedback.save(replace(some_feedback(), words=words))
        assert tx.feedback.get(some_feedback().id).words == words
