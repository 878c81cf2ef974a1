"""What all tables share: the names of constraints, and two kinds of key."""

from uuid import UUID

from sqlalchemy import BigInteger, Identity, Integer, MetaData, String, Uuid
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class Base(DeclarativeBase):
    """The tables. Every row has its workspace."""

    metadata = MetaData(
        naming_convention={
            "pk": "pk_%(table_name)s",
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
        }
    )

    workspace: Mapped[str] = mapped_column(String(), sort_order=-1)


class InOrder:
    """Rows that keep the order in which they came, for ties between equal instants."""

    place: Mapped[int] = mapped_column(
        BigInteger().with_variant(Integer(), "sqlite"), Identity(), primary_key=True, sort_order=-3
    )


class ById(InOrder):
    """Rows known by an id that a service made."""

    id: Mapped[UUID] = mapped_column(Uuid(), unique=True, sort_order=-2)
