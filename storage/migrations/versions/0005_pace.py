"""Which process paces a workspace, and the order in which a workspace's messages wait."""

from alembic import op

from storage.migrations.columns import INSTANT, TEXT, index, key, needed

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table, and the index by workspace in place of the one over all of them."""
    op.create_table(
        "pace",
        needed("workspace", TEXT),
        needed("held_by", TEXT),
        needed("until", INSTANT),
        key("pace", "workspace"),
    )
    index("ix_pace_held_by", "pace", "held_by")
    op.drop_index("ix_outbox_waiting", "outbox")
    index("ix_outbox_waiting", "outbox", "workspace", "not_before", "created_at", "place", only="state = 'waiting'")
