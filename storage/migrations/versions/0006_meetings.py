"""Meetings as two people arrange them, and what a check-in asks beside them."""

import sqlalchemy as sa
from alembic import op

from storage.migrations.columns import (
    ID,
    INSTANT,
    SEALED,
    TEXT,
    WHOLE,
    WORD,
    check,
    key,
    needed,
    once,
    one_of,
    optional,
    place,
    references,
    unique_index,
)

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

STATES = "state IN ('expected', 'agreed', 'cancelled')"
OUTCOMES = "question <> 'met' OR value IN ('met', 'not_yet', 'moved', 'skip')"


def upgrade() -> None:
    """Make the tables and the columns."""
    if op.get_context().dialect.name == "sqlite":
        _remake_on_sqlite()
    else:
        _alter_on_postgresql()
    _suggestion()
    _commitment()


def _firmness() -> tuple[sa.Column[str] | sa.Column[int] | sa.Column[bool], ...]:
    """What a meeting says of itself beside its instant."""
    return (
        sa.Column("state", WORD, nullable=False, server_default="expected"),
        sa.Column("changes", WHOLE, nullable=False, server_default="0"),
        sa.Column("mentor_moved", sa.Boolean(), nullable=False, server_default=sa.false()),
        sa.Column("mentee_moved", sa.Boolean(), nullable=False, server_default=sa.false()),
        optional("word", SEALED),
    )


def _alter_on_postgresql() -> None:
    for column in _firmness():
        op.add_column("meeting", column)
    op.create_check_constraint(op.f("ck_meeting_state"), "meeting", STATES)
    op.create_check_constraint(op.f("ck_meeting_changes"), "meeting", "changes >= 0")
    op.drop_constraint(op.f("ck_answer_value"), "answer", type_="check")
    op.create_check_constraint(op.f("ck_answer_outcome"), "answer", OUTCOMES)


def _remake_on_sqlite() -> None:
    """SQLite cannot alter a check: the rows move to a table that has the new ones."""
    op.create_table(
        "meeting_anew",
        needed("workspace", TEXT),
        needed("pair", ID),
        needed("number", WHOLE),
        needed("expected_at", INSTANT),
        *_firmness(),
        key("meeting", "pair", "number"),
        check("meeting", "number", "number >= 1"),
        check("meeting", "changes", "changes >= 0"),
        check("meeting", "state", STATES),
        references("meeting", "pair", "pair"),
    )
    _move_rows("meeting", "workspace, pair, number, expected_at")
    op.create_table(
        "answer_anew",
        needed("workspace", TEXT),
        needed("pair", ID),
        needed("question", TEXT),
        needed("number", WHOLE),
        needed("person", ID),
        needed("asked_at", INSTANT),
        optional("value", WORD),
        optional("answered_at", INSTANT),
        key("answer", "pair", "question", "number", "person"),
        check("answer", "whole_answer", "(value IS NULL) = (answered_at IS NULL)"),
        check("answer", "number", "number >= 1"),
        check("answer", "outcome", OUTCOMES),
        references("answer", "pair", "pair"),
        references("answer", "person", "person"),
    )
    _move_rows("answer", "workspace, pair, question, number, person, asked_at, value, answered_at")


def _move_rows(table: str, columns: str) -> None:
    op.execute(f"INSERT INTO {table}_anew ({columns}) SELECT {columns} FROM {table}")  # noqa: S608 - our own names
    op.drop_table(table)
    op.rename_table(f"{table}_anew", table)


def _suggestion() -> None:
    op.create_table(
        "suggestion",
        needed("workspace", TEXT),
        needed("pair", ID),
        needed("turn", WHOLE),
        needed("number", WHOLE),
        needed("at", INSTANT),
        needed("suggested_by", ID),
        needed("made_at", INSTANT),
        needed("is_usual", sa.Boolean()),
        optional("mover", WORD),
        optional("word", SEALED),
        optional("closed_at", INSTANT),
        key("suggestion", "pair", "turn"),
        check("suggestion", "turn", "turn >= 1"),
        check("suggestion", "number", "number >= 1"),
        one_of("suggestion", "mover", ("mentor", "mentee")),
        references("suggestion", "pair", "pair"),
        references("suggestion", "suggested_by", "person"),
    )
    unique_index("uq_suggestion_open", "suggestion", "pair", only="closed_at IS NULL")


def _commitment() -> None:
    op.create_table(
        "commitment",
        place(),
        needed("id", ID),
        needed("workspace", TEXT),
        needed("pair", ID),
        needed("person", ID),
        needed("number", WHOLE),
        needed("words", SEALED),
        needed("made_at", INSTANT),
        optional("closed_at", INSTANT),
        key("commitment", "place"),
        once("commitment", "id"),
        check("commitment", "number", "number >= 1"),
        references("commitment", "pair", "pair"),
        references("commitment", "person", "person"),
    )
    unique_index("uq_commitment_open", "commitment", "pair", "person", only="closed_at IS NULL")
