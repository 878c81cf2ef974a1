"""Time off, quiet, and several things said in one message."""

import sqlalchemy as sa
from alembic import op

from storage.migrations.columns import DAY, ID, INSTANT, NUMBERS, TEXT, index, key, needed, optional, references

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table and the columns."""
    op.add_column("person", optional("away_from", DAY))
    op.add_column("person", optional("country", TEXT))
    op.add_column("pair", optional("paused_until", DAY))
    op.add_column("pair", optional("resumed_at", INSTANT))
    op.add_column("pair", optional("sign_at", INSTANT))
    op.add_column("pair", optional("hushed_at", INSTANT))
    op.add_column("pair", sa.Column("is_parted", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.add_column("pair", sa.Column("beginning", sa.Integer(), nullable=False, server_default="1"))
    op.add_column("pair", optional("begun_at", INSTANT))
    op.create_table(
        "bundle",
        needed("id", ID),
        needed("workspace", TEXT),
        needed("person", ID),
        needed("made_at", INSTANT),
        needed("is_weekly", sa.Boolean()),
        needed("parts", NUMBERS),
        key("bundle", "id"),
        references("bundle", "person", "person"),
    )
    index("ix_bundle_made_at", "bundle", "made_at")
