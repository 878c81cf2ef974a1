"""Meetings and the times suggested for them; the words that go along are sealed."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import func, select, update

from bot.domain.meetings import Meeting, Suggestion
from bot.domain.pairs import Side
from storage.cipher import Cipher
from storage.repository import Repository, Values
from storage.schema import IS_OPEN_SUGGESTION, MeetingRow, SuggestionRow

CHANGEABLE = ("expected_at", "state", "changes", "mentor_moved", "mentee_moved", "word")


def meeting_of(row: MeetingRow, cipher: Cipher) -> Meeting:
    """The meeting of a row."""
    moved = {Side.MENTOR: row.mentor_moved, Side.MENTEE: row.mentee_moved}
    return Meeting(
        pair=row.pair,
        number=row.number,
        expected_at=row.expected_at,
        state=row.state,
        changes=row.changes,
        moved_by=frozenset(side for side, is_mover in moved.items() if is_mover),
        word=cipher.open(row.word) if row.word else "",
    )


def suggestion_of(row: SuggestionRow, cipher: Cipher) -> Suggestion:
    """The suggestion of a row."""
    return Suggestion(
        pair=row.pair,
        turn=row.turn,
        number=row.number,
        at=row.at,
        by=row.suggested_by,
        made_at=row.made_at,
        is_usual=row.is_usual,
        mover=row.mover,
        word=cipher.open(row.word) if row.word else "",
        closed_at=row.closed_at,
    )


class SqlMeetings(Repository):
    """Implements `ports.Meetings`."""

    __slots__ = ()

    def expect(self, workspace: str, meeting: Meeting) -> bool:
        """Insert once."""
        return self.insert_once(MeetingRow, self._values(workspace, meeting), key=("pair", "number"))

    def expect_all(self, meetings: Sequence[tuple[str, Meeting]]) -> None:
        """The same in bulk; known ones are left as they are."""
        self.insert_all(MeetingRow, [self._values(*each) for each in meetings], key=("pair", "number"))

    def save(self, workspace: str, meeting: Meeting) -> None:
        """Insert or update by (pair, number)."""
        self.upsert(MeetingRow, [self._values(workspace, meeting)], key=("pair", "number"), updated=CHANGEABLE)

    def suggest(self, workspace: str, suggestion: Suggestion) -> None:
        """Insert the next turn; whatever was open is closed at its instant."""
        self.close(suggestion.pair, suggestion.made_at)
        values: Values = {
            "workspace": workspace,
            "pair": suggestion.pair,
            "turn": suggestion.turn,
            "number": suggestion.number,
            "at": suggestion.at,
            "suggested_by": suggestion.by,
            "made_at": suggestion.made_at,
            "is_usual": suggestion.is_usual,
            "mover": suggestion.mover,
            "word": self._sealed(suggestion.word),
            "closed_at": suggestion.closed_at,
        }
        self.upsert(SuggestionRow, [values], key=("pair", "turn"), updated=("closed_at",))

    def turns(self, pair: UUID) -> int:
        """How many times were suggested so far."""
        statement = select(func.max(SuggestionRow.turn)).where(SuggestionRow.pair == pair)
        return self.connection.scalar(statement) or 0

    def close(self, pair: UUID, at: datetime) -> None:
        """Close the open suggestion, if there is one."""
        statement = update(SuggestionRow).where(SuggestionRow.pair == pair, IS_OPEN_SUGGESTION)
        self.connection.execute(statement.values(closed_at=at))

    def _values(self, workspace: str, meeting: Meeting) -> Values:
        return {
            "workspace": workspace,
            "pair": meeting.pair,
            "number": meeting.number,
            "expected_at": meeting.expected_at,
            "state": meeting.state,
            "changes": meeting.changes,
            "mentor_moved": Side.MENTOR in meeting.moved_by,
            "mentee_moved": Side.MENTEE in meeting.moved_by,
            "word": self._sealed(meeting.word),
        }

    def _sealed(self, words: str) -> str | None:
        return self.cipher.seal(words) if words else None
