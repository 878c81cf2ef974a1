"""The tables. Their keys are the rules that the database itself keeps."""

from storage.schema.base import Base
from storage.schema.pairs import (
    NOT_ENDED,
    AgreementRow,
    AnswerRow,
    ErasureRow,
    FeedbackRow,
    LookRow,
    MeetingRow,
    PairRow,
    SignatureRow,
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
    InboxRow,
    OccurrenceRow,
    OutboxRow,
)

__all__ = [
    "IS_DEAD",
    "IS_FINISHED",
    "IS_LEASED",
    "IS_OPEN",
    "IS_WAITING",
    "IS_WAITING_FOR_LEAD",
    "NOT_ENDED",
    "AgreementRow",
    "AnswerRow",
    "AttentionRow",
    "Base",
    "EnrolmentRow",
    "ErasureRow",
    "FeedbackRow",
    "InboxRow",
    "LeadershipRow",
    "LookRow",
    "MeetingRow",
    "OccurrenceRow",
    "OutboxRow",
    "PairRow",
    "PersonRow",
    "ProgramRow",
    "SignatureRow",
    "StageChangeRow",
]
