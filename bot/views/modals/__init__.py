"""Every form and note that opens over what somebody is doing."""

from bot.views.modals.agreement import agreement_modal
from bot.views.modals.feedback import preview_modal, reader_modal, words_modal
from bot.views.modals.notes import done_modal, gone_modal, history_modal, loading_modal, talk_modal
from bot.views.modals.people import join_modal, leave_modal, settings_modal
from bot.views.modals.program import program_modal
from bot.views.modals.signing import sign_modal

__all__ = [
    "agreement_modal",
    "done_modal",
    "gone_modal",
    "history_modal",
    "join_modal",
    "leave_modal",
    "loading_modal",
    "preview_modal",
    "program_modal",
    "reader_modal",
    "settings_modal",
    "sign_modal",
    "talk_modal",
    "words_modal",
]
