"""What the calendar brings, one file each. To add one see docs/adding-a-prompt.md."""

from bot.domain.prompts import Prompt
from scheduler.prompts.agreement_nudge import AgreementNudgePrompt
from scheduler.prompts.brief import BriefPrompt
from scheduler.prompts.check_in import CheckInPrompt
from scheduler.prompts.closure_opens import ClosureOpensPrompt
from scheduler.prompts.first_meeting import FirstMeetingPrompt
from scheduler.prompts.half_time import HalfTimePrompt
from scheduler.prompts.kickoff_alone import KickoffAlonePrompt
from scheduler.prompts.pause_ends import PauseEndsPrompt
from scheduler.prompts.planned_end import PlannedEndPrompt
from scheduler.prompts.proposal_closes import ProposalClosesPrompt
from scheduler.prompts.review_date import ReviewDatePrompt
from scheduler.prompts.short_agreement import ShortAgreementPrompt
from scheduler.prompts.silence import SilencePrompt
from scheduler.prompts.stage_moves import StageMovesPrompt

PROMPTS: tuple[Prompt, ...] = (
    PlannedEndPrompt(),
    PauseEndsPrompt(),
    ProposalClosesPrompt(),
    StageMovesPrompt(),
    BriefPrompt(),
    CheckInPrompt(),
    SilencePrompt(3),
    SilencePrompt(2),
    SilencePrompt(1),
    ClosureOpensPrompt(),
    HalfTimePrompt(),
    FirstMeetingPrompt(),
    KickoffAlonePrompt(),
    AgreementNudgePrompt(),
    ShortAgreementPrompt(),
    ReviewDatePrompt(),
)
"""All prompts, most important first: in a full week the earlier ones take the slots."""
