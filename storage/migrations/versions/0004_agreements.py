"""What two people agree: kickoff answers, amendments and goals."""

import sqlalchemy as sa
from alembic import op

from storage.migrations.columns import (
    DAY,
    ID,
    INSTANT,
    SEALED,
    TEXT,
    WHOLE,
    WORD,
    check,
    index,
    key,
    needed,
    once,
    one_of,
    optional,
    place,
    references,
)

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables; the goal of each agreement becomes a row of its own."""
    op.add_column("agreement", optional("withdrawn_at", INSTANT))
    _review()
    _kickoff()
    _goal()
    _move_goals()


def _review() -> None:
    op.create_table(
        "review",
        needed("workspace", TEXT),
        needed("pair", ID),
        needed("due_on", DAY),
        needed("person", ID),
        needed("asked_at", INSTANT),
        optional("held_at", INSTANT),
        key("review", "pair", "due_on", "person"),
        references("review", "pair", "pair"),
        references("review", "person", "person"),
    )


def _kickoff() -> None:
    op.create_table(
        "kickoff_choice",
        needed("workspace", TEXT),
        needed("pair", ID),
        needed("round", WHOLE),
        needed("person", ID),
        needed("item", TEXT),
        needed("code", TEXT),
        key("kickoff_choice", "pair", "round", "person", "item"),
        check("kickoff_choice", "round", "round >= 1"),
        references("kickoff_choice", "pair", "pair"),
        references("kickoff_choice", "person", "person"),
    )
    op.create_table(
        "kickoff",
        needed("workspace", TEXT),
        needed("pair", ID),
        needed("round", WHOLE),
        needed("person", ID),
        needed("finished_at", INSTANT),
        key("kickoff", "pair", "round", "person"),
        check("kickoff", "round", "round >= 1"),
        references("kickoff", "pair", "pair"),
        references("kickoff", "person", "person"),
    )


def _goal() -> None:
    op.create_table(
        "goal",
        place(),
        needed("id", ID),
        needed("workspace", TEXT),
        needed("pair", ID),
        needed("kind", WORD),
        needed("words", SEALED),
        optional("due", DAY),
        needed("step_kind", WORD),
        needed("state", WORD),
        needed("written_by", ID),
        needed("written_at", INSTANT),
        optional("closed_at", INSTANT),
        key("goal", "place"),
        check("goal", "whole_close", "(state = 'open') = (closed_at IS NULL)"),
        once("goal", "id"),
        references("goal", "pair", "pair"),
        references("goal", "written_by", "person"),
        one_of("goal", "kind", ("career", "skill", "leadership", "decision", "change")),
        one_of("goal", "step_kind", ("own", "resource", "challenge")),
        one_of("goal", "state", ("open", "reached", "dropped")),
    )
    index("ix_goal_pair", "goal", "pair")


def _move_goals() -> None:
    """The goal of each pair's newest version. Its words stay sealed together with the agreement's other words."""
    is_sqlite = op.get_bind().dialect.name == "sqlite"
    kind = "json_extract(codes, '$.kind')" if is_sqlite else "codes ->> 'kind'"
    due = "json_extract(codes, '$.due')" if is_sqlite else "CAST(codes ->> 'due' AS DATE)"
    op.execute(
        sa.text(f"""
            INSERT INTO goal (id, workspace, pair, kind, words, due, step_kind, state, written_by, written_at)
            SELECT id, workspace, pair, {kind}, words, {due}, 'own', 'open', drafted_by, drafted_at FROM agreement
            WHERE version = (SELECT max(other.version) FROM agreement other WHERE other.pair = agreement.pair)
        """)  # noqa: S608 - nothing in it comes from outside
    )
