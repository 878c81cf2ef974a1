"""How Alembic reaches the database.

`storage.migrating` hands its connection over. From the command line the URL is named:
`alembic -x url=sqlite:///var/mentor.db revision --autogenerate -m "what it does"`.
"""

from alembic import context
from sqlalchemy import Connection

from storage.engine import BEGIN, make_engine
from storage.schema import Base


def run(connection: Connection) -> None:
    """Apply what was asked for on this connection."""
    context.configure(
        connection=connection,
        target_metadata=Base.metadata,
        # SQLite can roll DDL back, which Alembic does not assume.
        transactional_ddl=True,
    )
    with context.begin_transaction():
        context.run_migrations()


def run_from_command_line() -> None:
    """Open the database named with `-x url=…`."""
    named = context.get_x_argument(as_dictionary=True)
    if "url" not in named:
        raise SystemExit("name the database: alembic -x url=sqlite:///var/mentor.db …")
    engine = make_engine(str(named["url"]))
    with engine.execution_options(**{BEGIN: "BEGIN IMMEDIATE"}).begin() as connection:
        run(connection)
    engine.dispose()


handed_over = context.config.attributes.get("connection")
if handed_over is None:
    run_from_command_line()
else:
    run(handed_over)
