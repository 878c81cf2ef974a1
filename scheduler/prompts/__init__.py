"""What the calendar brings, one file each. To add one see docs/adding-a-prompt.md."""

from bot.domain.prompts import Prompt
from scheduler.prompts.agreement_nudge import AgreementNudgePrompt
from scheduler.prompts.check_in import CheckInPrompt
from scheduler.prompts.closure_opens import ClosureOpensPrompt
from scheduler.prompts.planned_end import PlannedEndPrompt
from scheduler.prompts.proposal_closes import ProposalClosesPrompt
from scheduler.prompts.stage_moves import StageMovesPrompt

PROMPTS: tuple[Prompt, ...] = (
    PlannedEndPrompt(),
    ProposalClosesPrompt(),
    StageMovesPrompt(),
    CheckInPrompt(),
    ClosureOpensPrompt(),
    AgreementNudgePrompt(),
)
"""All prompts, most important first: in a full week the earlier ones take the slots."""
