"""What was said of goals, and the news of those that were reached; words are sealed."""

from uuid import UUID

from sqlalchemy import select

from bot.domain.goal_notes import GoalNews, GoalNote
from storage.cipher import Cipher
from storage.repository import Repository
from storage.schema import GoalNewsRow, GoalNoteRow

NEWS = ("reached_at", "teller", "mentor_yes", "mentee_yes", "has_words", "turn")


def note_of(row: GoalNoteRow, cipher: Cipher) -> GoalNote:
    """The note of a row."""
    return GoalNote(
        goal=row.goal,
        at=row.at,
        by=row.by,
        what=row.what,
        next_step=cipher.open(row.next_step) if row.next_step else "",
        step_kind=row.step_kind,
    )


def news_of(row: GoalNewsRow) -> GoalNews:
    """The news of a row."""
    return GoalNews(
        goal=row.goal,
        pair=row.pair,
        reached_at=row.reached_at,
        teller=row.teller,
        mentor_yes=row.mentor_yes,
        mentee_yes=row.mentee_yes,
        has_words=row.has_words,
        turn=row.turn,
    )


class SqlGoalNotes(Repository):
    """Implements `ports.GoalNotes`."""

    __slots__ = ()

    def write(self, workspace: str, pair: UUID, note: GoalNote) -> None:
        """Insert, or update the next step, by (goal, at)."""
        values = {
            "workspace": workspace,
            "goal": note.goal,
            "at": note.at,
            "pair": pair,
            "by": note.by,
            "what": note.what,
            "next_step": self.cipher.seal(note.next_step) if note.next_step else None,
            "step_kind": note.step_kind,
        }
        self.upsert(GoalNoteRow, [values], key=("goal", "at"), updated=("next_step", "step_kind"))

    def spread(self, workspace: str, news: GoalNews) -> None:
        """Insert or update the news by goal."""
        values = {
            "workspace": workspace,
            "goal": news.goal,
            "pair": news.pair,
            "reached_at": news.reached_at,
            "teller": news.teller,
            "mentor_yes": news.mentor_yes,
            "mentee_yes": news.mentee_yes,
            "has_words": news.has_words,
            "turn": news.turn,
        }
        self.upsert(GoalNewsRow, [values], key=("goal",), updated=NEWS)

    def news(self, goal: UUID) -> GoalNews | None:
        """The news of a goal; its pair's lock guards it."""
        row = self.row(select(GoalNewsRow).where(GoalNewsRow.goal == goal))
        return news_of(row) if row else None
