"""What somebody wants to do until the next meeting; its words are sealed."""

from bot.domain.commitments import Commitment
from storage.cipher import Cipher
from storage.repository import Repository
from storage.schema import CommitmentRow


def commitment_of(row: CommitmentRow, cipher: Cipher) -> Commitment:
    """The commitment of a row."""
    return Commitment(
        id=row.id,
        pair=row.pair,
        person=row.person,
        number=row.number,
        words=cipher.open(row.words),
        made_at=row.made_at,
        closed_at=row.closed_at,
    )


class SqlCommitments(Repository):
    """Implements `ports.Commitments`."""

    __slots__ = ()

    def save(self, workspace: str, commitment: Commitment) -> None:
        """Insert or update by id."""
        values = {
            "id": commitment.id,
            "workspace": workspace,
            "pair": commitment.pair,
            "person": commitment.person,
            "number": commitment.number,
            "words": self.cipher.seal(commitment.words),
            "made_at": commitment.made_at,
            "closed_at": commitment.closed_at,
        }
        self.upsert(CommitmentRow, [values], key=("id",), updated=("words", "closed_at"))
