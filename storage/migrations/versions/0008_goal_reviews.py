"""Looking at goals again, the news of one that was reached, and since when a pair is in its stage."""

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
    index,
    key,
    needed,
    one_of,
    optional,
    references,
)

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables and the column, and tell from its history since when each pair is in its stage."""
    _goal_note()
    _goal_news()
    op.add_column("pair", optional("stage_since", INSTANT))
    _remember_stages()


def _goal_note() -> None:
    op.create_table(
        "goal_note",
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
        one_of("goal_note", "what", ("moved", "stuck", "reached", "dropped")),
        one_of("goal_note", "step_kind", ("own", "resource", "challenge")),
    )
    index("ix_goal_note_pair", "goal_note", "pair")


def _goal_news() -> None:
    op.create_table(
        "goal_news",
        needed("workspace", TEXT),
        needed("goal", ID),
        needed("pair", ID),
        needed("reached_at", INSTANT),
        optional("teller", WORD),
        needed("mentor_yes", sa.Boolean()),
        needed("mentee_yes", sa.Boolean()),
        needed("has_words", sa.Boolean()),
        needed("turn", WHOLE),
        key("goal_news", "goal"),
        check("goal_news", "turn", "turn >= 0"),
        check("goal_news", "words_of_the_mentee", "mentee_yes OR NOT has_words"),
        references("goal_news", "goal", "goal"),
        references("goal_news", "pair", "pair"),
        one_of("goal_news", "teller", ("mentee", "bot")),
    )
    index("ix_goal_news_pair", "goal_news", "pair")


def _remember_stages() -> None:
    """The last line of the history with which the pair came into the stage it is in; its start for one that never
    moved."""
    op.execute(
        sa.text("""
            UPDATE pair SET stage_since = COALESCE(
                (SELECT max(line.at) FROM stage_change line
                 WHERE line.pair = pair.id AND line.stage_before <> line.stage_after),
                started_at
            )
        """)
    )
