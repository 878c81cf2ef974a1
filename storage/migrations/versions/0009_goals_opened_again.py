"""A goal that was closed by mistake is opened again, and the note of it says so."""

from alembic import op

from storage.migrations.columns import (
    ID,
    INSTANT,
    SEALED,
    TEXT,
    WORD,
    check,
    index,
    key,
    needed,
    one_of,
    optional,
    references,
)

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

SAID = "what IN ('moved', 'stuck', 'reached', 'dropped', 'reopened')"
COLUMNS = "workspace, goal, at, pair, by, what, next_step, step_kind"


def upgrade() -> None:
    """Let a note say it."""
    if op.get_context().dialect.name == "sqlite":
        _remake_on_sqlite()
    else:
        op.drop_constraint(op.f("ck_goal_note_what"), "goal_note", type_="check")
        op.create_check_constraint(op.f("ck_goal_note_what"), "goal_note", SAID)


def _remake_on_sqlite() -> None:
    """SQLite cannot alter a check: the rows move to a table that has the new one."""
    op.create_table(
        "goal_note_anew",
        needed("workspace", TEXT),
        needed("goal", ID),
        needed("at", INSTANT),
        needed("pair", ID),
        needed("by", ID),
        needed("what", WORD),
        optional("next_step", SEALED),
        needed("step_kind", WORD),
        key("goal_note", "goal", "at"),
        references("goal_note", "goal", "goal"),
        references("goal_note", "pair", "pair"),
        references("goal_note", "by", "person"),
        check("goal_note", "what", SAID),
        one_of("goal_note", "step_kind", ("own", "resource", "challenge")),
    )
    op.execute(f"INSERT INTO goal_note_anew ({COLUMNS}) SELECT {COLUMNS} FROM goal_note")  # noqa: S608 - our own names
    op.drop_table("goal_note")
    op.rename_table("goal_note_anew", "goal_note")
    index("ix_goal_note_pair", "goal_note", "pair")
