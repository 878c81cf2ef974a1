"""What is due, on its way, and taken in."""

from alembic import op

from storage.migrations.columns import (
    ID,
    INSTANT,
    NUMBERS,
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
    unique_index,
)

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables."""
    _occurrence()
    _attention()
    _outbox()
    _inbox()


def _occurrence() -> None:
    op.create_table(
        "occurrence",
        needed("id", ID),
        needed("workspace", TEXT),
        needed("prompt", TEXT),
        needed("pair", ID),
        needed("person", ID),
        needed("number", WHOLE),
        needed("due_at", INSTANT),
        needed("state", WORD),
        optional("moved_to", INSTANT),
        optional("finished_at", INSTANT),
        optional("reason", TEXT),
        key("occurrence", "id"),
        once("occurrence", "pair", "prompt", "person", "number"),
        check("occurrence", "number", "number >= 1"),
        references("occurrence", "pair", "pair"),
        references("occurrence", "person", "person"),
        one_of("occurrence", "state", ("open", "done", "skipped", "dropped")),
    )
    index("ix_occurrence_due", "occurrence", "due_at", "pair", "id", only="state = 'open'")
    index("ix_occurrence_person_due", "occurrence", "person", "due_at", only="state = 'open'")
    unique_index("uq_occurrence_open", "occurrence", "pair", "prompt", "person", only="state = 'open'")


def _attention() -> None:
    op.create_table(
        "attention",
        needed("workspace", TEXT),
        needed("person", ID),
        needed("week", TEXT),
        needed("slot", WHOLE),
        needed("at", INSTANT),
        key("attention", "person", "week", "slot"),
        check("attention", "slot", "slot >= 1"),
        references("attention", "person", "person"),
    )


def _outbox() -> None:
    op.create_table(
        "outbox",
        place(),
        needed("id", ID),
        needed("workspace", TEXT),
        needed("kind", TEXT),
        needed("key", TEXT),
        needed("recipient_kind", TEXT),
        needed("recipient", TEXT),
        optional("pair", ID),
        optional("program", ID),
        optional("about", ID),
        needed("facts", NUMBERS),
        optional("wanted_at", INSTANT),
        optional("expires_at", INSTANT),
        needed("state", WORD),
        needed("created_at", INSTANT),
        needed("not_before", INSTANT),
        needed("attempts", WHOLE),
        needed("unsure", WHOLE),
        optional("lease_until", INSTANT),
        optional("leased_by", TEXT),
        optional("channel", TEXT),
        optional("ts", TEXT),
        optional("finished_at", INSTANT),
        optional("reason", TEXT),
        key("outbox", "place"),
        once("outbox", "workspace", "key"),
        check("outbox", "recipient_kind", "recipient_kind IN ('person', 'pair', 'channel')"),
        check("outbox", "lease", "state <> 'leased' OR lease_until IS NOT NULL"),
        check("outbox", "finished", "state IN ('waiting', 'leased', 'waiting_lead') OR finished_at IS NOT NULL"),
        check("outbox", "attempts", "attempts >= 0 AND unsure >= 0"),
        once("outbox", "id"),
        one_of("outbox", "state", ("waiting", "leased", "waiting_lead", "delivered", "cancelled", "expired", "dead")),
    )
    index("ix_outbox_dead", "outbox", "workspace", "finished_at", only="state = 'dead'")
    index("ix_outbox_finished", "outbox", "finished_at", only="finished_at IS NOT NULL")
    index("ix_outbox_leased", "outbox", "lease_until", "place", only="state = 'leased'")
    index("ix_outbox_waiting", "outbox", "not_before", "created_at", "place", only="state = 'waiting'")
    index("ix_outbox_waiting_lead", "outbox", "workspace", "place", only="state = 'waiting_lead'")


def _inbox() -> None:
    op.create_table(
        "inbox",
        needed("workspace", TEXT),
        needed("delivery", TEXT),
        needed("at", INSTANT),
        key("inbox", "delivery"),
    )
    index("ix_inbox_at", "inbox", "at")
