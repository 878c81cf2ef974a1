"""People, programs and pairs."""

import sqlalchemy as sa
from alembic import op

from storage.migrations.columns import (
    DAY,
    ID,
    INSTANT,
    RHYTHMS,
    SEALED,
    STAGES,
    STATUSES,
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

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables."""
    _person()
    _program()
    _leadership()
    _enrolment()
    _pair()


def _person() -> None:
    op.create_table(
        "person",
        needed("id", ID),
        needed("workspace", TEXT),
        needed("slack_id", TEXT),
        needed("name", SEALED),
        needed("tz", TEXT),
        needed("locale", TEXT),
        needed("working_days", TEXT),
        needed("window_start", sa.Time()),
        needed("window_end", sa.Time()),
        optional("away_until", DAY),
        needed("is_deactivated", sa.Boolean()),
        optional("dm_channel", TEXT),
        key("person", "id"),
        once("person", "workspace", "slack_id"),
    )


def _program() -> None:
    op.create_table(
        "program",
        place(),
        needed("id", ID),
        needed("workspace", TEXT),
        needed("name", SEALED),
        needed("digest_channel", TEXT),
        needed("digest_weekday", WHOLE),
        needed("digest_hour", WHOLE),
        needed("tz", TEXT),
        optional("weeks", WHOLE),
        needed("rhythm", WORD),
        optional("contact", SEALED),
        needed("next_digest_at", INSTANT),
        key("program", "place"),
        check("program", "digest_weekday", "digest_weekday BETWEEN 0 AND 6"),
        check("program", "digest_hour", "digest_hour BETWEEN 0 AND 23"),
        once("program", "id"),
        one_of("program", "rhythm", RHYTHMS),
    )
    index("ix_program_next_digest_at", "program", "next_digest_at")
    index("ix_program_workspace", "program", "workspace")


def _leadership() -> None:
    op.create_table(
        "leadership",
        place(),
        needed("workspace", TEXT),
        needed("program", ID),
        needed("person", ID),
        optional("since", INSTANT),
        key("leadership", "place"),
        once("leadership", "program", "person"),
        references("leadership", "program", "program"),
        references("leadership", "person", "person"),
    )


def _enrolment() -> None:
    op.create_table(
        "enrolment",
        place(),
        needed("id", ID),
        needed("workspace", TEXT),
        needed("program", ID),
        needed("person", ID),
        needed("role", WORD),
        needed("words", SEALED),
        needed("capacity", WHOLE),
        optional("left_at", INSTANT),
        key("enrolment", "place"),
        once("enrolment", "program", "person"),
        check("enrolment", "capacity", "capacity >= 0"),
        once("enrolment", "id"),
        references("enrolment", "program", "program"),
        references("enrolment", "person", "person"),
        one_of("enrolment", "role", ("mentor", "mentee", "both")),
    )
    index("ix_enrolment_person", "enrolment", "person")


def _pair() -> None:
    op.create_table(
        "pair",
        place(),
        needed("id", ID),
        needed("workspace", TEXT),
        needed("program", ID),
        needed("mentor", ID),
        needed("mentee", ID),
        needed("status", WORD),
        needed("stage", WORD),
        needed("rhythm", WORD),
        needed("proposed_by", ID),
        needed("proposed_at", INSTANT),
        optional("mentor_yes_at", INSTANT),
        optional("mentee_yes_at", INSTANT),
        optional("declined_at", INSTANT),
        optional("started_at", INSTANT),
        optional("ended_at", INSTANT),
        optional("ends_on", DAY),
        optional("group_channel", TEXT),
        optional("move_to", WORD),
        optional("move_by", ID),
        optional("move_at", INSTANT),
        optional("quiet_until", INSTANT),
        needed("history", WHOLE),
        optional("follows", ID),
        key("pair", "place"),
        check("pair", "whole_move", "(move_to IS NULL) = (move_by IS NULL) AND (move_to IS NULL) = (move_at IS NULL)"),
        check("pair", "two_people", "mentor <> mentee"),
        check("pair", "history", "history >= 0"),
        once("pair", "id"),
        references("pair", "program", "program"),
        references("pair", "mentor", "person"),
        references("pair", "mentee", "person"),
        one_of("pair", "status", STATUSES),
        one_of("pair", "stage", STAGES),
        one_of("pair", "rhythm", RHYTHMS),
        references("pair", "proposed_by", "person"),
        one_of("pair", "move_to", STAGES),
        references("pair", "move_by", "person"),
        references("pair", "follows", "pair"),
    )
    index("ix_pair_mentee_open", "pair", "mentee", only="status != 'ended'")
    index("ix_pair_mentor_open", "pair", "mentor", only="status != 'ended'")
    index("ix_pair_program", "pair", "program")
    unique_index("uq_pair_mentee_open", "pair", "program", "mentee", only="status != 'ended'")
