"""Every form and note that opens over what somebody is doing."""

from bot.views.modals.absences import away_modal, end_modal, own_modal, pair_modal, pause_modal, reset_modal
from bot.views.modals.agreement import Refused, agreement_modal
from bot.views.modals.feedback import discard_modal, preview_modal, reader_modal, words_modal
from bot.views.modals.goals import goal_modal, goals_modal, step_modal
from bot.views.modals.kickoff import Typed, compare_modal, kickoff_modal, short_modal
from bot.views.modals.meetings import (
    Entered,
    again_modal,
    calendar_modal,
    cancel_modal,
    commitment_modal,
    guide_modal,
    suggest_modal,
)
from bot.views.modals.notes import done_modal, gone_modal, history_modal, loading_modal, talk_modal
from bot.views.modals.people import AUTOMATIC, NONE, join_modal, leave_modal, settings_modal
from bot.views.modals.program import program_modal
from bot.views.modals.signing import sign_modal
from bot.views.modals.versions import version_modal

__all__ = [
    "AUTOMATIC",
    "NONE",
    "Entered",
    "Refused",
    "Typed",
    "again_modal",
    "agreement_modal",
    "away_modal",
    "calendar_modal",
    "cancel_modal",
    "commitment_modal",
    "compare_modal",
    "discard_modal",
    "done_modal",
    "end_modal",
    "goal_modal",
    "goals_modal",
    "gone_modal",
    "guide_modal",
    "history_modal",
    "join_modal",
    "kickoff_modal",
    "leave_modal",
    "loading_modal",
    "own_modal",
    "pair_modal",
    "pause_modal",
    "preview_modal",
    "program_modal",
    "reader_modal",
    "reset_modal",
    "settings_modal",
    "short_modal",
    "sign_modal",
    "step_modal",
    "suggest_modal",
    "talk_modal",
    "version_modal",
    "words_modal",
]
