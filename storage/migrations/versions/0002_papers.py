"""What pairs agree, answer and write, and their history."""

from alembic import op

from storage.migrations.columns import (
    ID,
    INSTANT,
    NUMBERS,
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
)

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables."""
    _stage_change()
    _erasure()
    _agreement()
    _signature()
    _meeting()
    _answer()
    _feedback()
    _look()
    if op.get_bind().dialect.name == "sqlite":
        _guard_history_on_sqlite()
    else:
        _guard_history_on_postgresql()


def _stage_change() -> None:
    op.create_table(
        "stage_change",
        needed("workspace", TEXT),
        needed("pair", ID),
        needed("seq", WHOLE),
        needed("event", WORD),
        needed("stage_before", WORD),
        needed("stage_after", WORD),
        needed("status_before", WORD),
        needed("status_after", WORD),
        needed("at", INSTANT),
        optional("actor", ID),
        needed("reason", TEXT),
        needed("evidence", NUMBERS),
        key("stage_change", "pair", "seq"),
        check("stage_change", "seq", "seq >= 1"),
        references("stage_change", "pair", "pair"),
        one_of("stage_change", "event", ("start", "stage", "pause", "resume", "reset", "extend", "end")),
        one_of("stage_change", "stage_before", STAGES),
        one_of("stage_change", "stage_after", STAGES),
        one_of("stage_change", "status_before", STATUSES),
        one_of("stage_change", "status_after", STATUSES),
        references("stage_change", "actor", "person"),
        sqlite_with_rowid=False,
    )
    index("ix_stage_change_at", "stage_change", "at")


def _erasure() -> None:
    op.create_table(
        "erasure",
        needed("workspace", TEXT),
        needed("pair", ID),
        needed("at", INSTANT),
        key("erasure", "pair"),
    )


def _agreement() -> None:
    op.create_table(
        "agreement",
        place(),
        needed("id", ID),
        needed("workspace", TEXT),
        needed("pair", ID),
        needed("version", WHOLE),
        needed("codes", NUMBERS),
        needed("words", SEALED),
        needed("drafted_by", ID),
        needed("drafted_at", INSTANT),
        key("agreement", "place"),
        once("agreement", "pair", "version"),
        check("agreement", "version", "version >= 1"),
        once("agreement", "id"),
        references("agreement", "pair", "pair"),
        references("agreement", "drafted_by", "person"),
    )


def _signature() -> None:
    op.create_table(
        "signature",
        place(),
        needed("workspace", TEXT),
        needed("agreement", ID),
        needed("person", ID),
        needed("at", INSTANT),
        key("signature", "place"),
        once("signature", "agreement", "person"),
        references("signature", "agreement", "agreement"),
        references("signature", "person", "person"),
    )


def _meeting() -> None:
    op.create_table(
        "meeting",
        needed("workspace", TEXT),
        needed("pair", ID),
        needed("number", WHOLE),
        needed("expected_at", INSTANT),
        key("meeting", "pair", "number"),
        check("meeting", "number", "number >= 1"),
        references("meeting", "pair", "pair"),
    )


def _answer() -> None:
    op.create_table(
        "answer",
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
        references("answer", "pair", "pair"),
        references("answer", "person", "person"),
        one_of("answer", "value", ("met", "not_yet", "moved", "skip")),
    )


def _feedback() -> None:
    op.create_table(
        "feedback",
        place(),
        needed("id", ID),
        needed("workspace", TEXT),
        needed("pair", ID),
        needed("author", ID),
        needed("question", TEXT),
        needed("number", WHOLE),
        needed("visibility", WORD),
        needed("words", SEALED),
        needed("state", WORD),
        needed("written_at", INSTANT),
        optional("held_until", INSTANT),
        key("feedback", "place"),
        once("feedback", "pair", "author", "question", "number"),
        check("feedback", "number", "number >= 1"),
        once("feedback", "id"),
        references("feedback", "pair", "pair"),
        references("feedback", "author", "person"),
        one_of("feedback", "visibility", ("partner", "private", "lead")),
        one_of("feedback", "state", ("draft", "held", "kept", "delivered", "taken_back")),
    )
    index("ix_feedback_author_state", "feedback", "author", "state")


def _look() -> None:
    op.create_table(
        "look",
        place(),
        needed("workspace", TEXT),
        needed("pair", ID),
        needed("lead", ID),
        needed("at", INSTANT),
        key("look", "place"),
        references("look", "pair", "pair"),
        references("look", "lead", "person"),
    )
    index("ix_look_pair_at", "look", "pair", "at")


def _guard_history_on_sqlite() -> None:
    """Refuse every way to change a line, except that an erased pair's lines may go.

    The third trigger catches `INSERT OR REPLACE` on connections without `recursive_triggers`, where the replaced row
    goes without a trigger of its own.
    """
    op.execute("""
        CREATE TRIGGER stage_change_never_changes BEFORE UPDATE ON stage_change
        BEGIN SELECT RAISE(ABORT, 'stage_change is append-only'); END
    """)
    op.execute("""
        CREATE TRIGGER stage_change_stays BEFORE DELETE ON stage_change
        WHEN NOT EXISTS (SELECT 1 FROM erasure WHERE erasure.pair = OLD.pair)
        BEGIN SELECT RAISE(ABORT, 'stage_change is append-only'); END
    """)
    op.execute("""
        CREATE TRIGGER stage_change_is_new BEFORE INSERT ON stage_change
        WHEN EXISTS (SELECT 1 FROM stage_change WHERE pair = NEW.pair AND seq = NEW.seq)
        BEGIN SELECT RAISE(ABORT, 'stage_change is append-only'); END
    """)


def _guard_history_on_postgresql() -> None:
    """Refuse UPDATE, DELETE and TRUNCATE, except that an erased pair's lines may go."""
    op.execute("""
        CREATE FUNCTION refuse_to_change_history() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            IF TG_OP = 'DELETE' THEN
                IF EXISTS (SELECT 1 FROM erasure WHERE erasure.pair = OLD.pair) THEN
                    RETURN OLD;
                END IF;
            END IF;
            RAISE EXCEPTION 'stage_change is append-only' USING ERRCODE = 'integrity_constraint_violation';
        END
        $$
    """)
    op.execute("""
        CREATE TRIGGER stage_change_stays BEFORE UPDATE OR DELETE ON stage_change
        FOR EACH ROW EXECUTE FUNCTION refuse_to_change_history()
    """)
    op.execute("""
        CREATE TRIGGER stage_change_is_never_emptied BEFORE TRUNCATE ON stage_change
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_to_change_history()
    """)
