"""The tables. Their keys are the rules that the database itself keeps."""

from storage.schema.agreements import AgreementRow, GoalRow, KickoffChoiceRow, KickoffRow, ReviewRow, SignatureRow
from storage.schema.base import Base
from storage.schema.meetings import (
    IS_OPEN_COMMITMENT,
    IS_OPEN_SUGGESTION,
    AnswerRow,
    CommitmentRow,
    MeetingRow,
    SuggestionRow,
)
from storage.schema.pairs import (
    NOT_ENDED,
    ErasureRow,
    FeedbackRow,
    LookRow,
    PairRow,
    StageChangeRow,
)
from storage.schema.people import EnrolmentRow, LeadershipRow, PersonRow, ProgramRow
from storage.schema.work import (
    IS_DEAD,
    IS_FINISHED,
    IS_LEASED,
    IS_OPEN,
    IS_WAITING,
    IS_WAITING_FOR_LEAD,
    AttentionRow,
    BundleRow,
    InboxRow,
    OccurrenceRow,
    OutboxRow,
    PaceRow,
)

__all__ = [
    "IS_DEAD",
    "IS_FINISHED",
    "IS_LEASED",
    "IS_OPEN",
    "IS_OPEN_COMMITMENT",
    "IS_OPEN_SUGGESTION",
    "IS_WAITING",
    "IS_WAITING_FOR_LEAD",
    "NOT_ENDED",
    "AgreementRow",
    "AnswerRow",
    "AttentionRow",
    "Base",
    "BundleRow",
    "CommitmentRow",
    "EnrolmentRow",
    "ErasureRow",
    "FeedbackRow",
    "GoalRow",
    "InboxRow",
    "KickoffChoiceRow",
    "KickoffRow",
    "LeadershipRow",
    "LookRow",
    "MeetingRow",
    "OccurrenceRow",
    "OutboxRow",
    "PaceRow",
    "PairRow",
    "PersonRow",
    "ProgramRow",
    "ReviewRow",
    "SignatureRow",
    "StageChangeRow",
    "SuggestionRow",
]
