"""Every id by which something the bot drew comes back to it, and how a view carries the ids it is about.

In a modal each input has `block_id == action_id ==` the field's name, so a submission reads `values[field][field]`.
"""

import json
from typing import cast

# Buttons. In brackets what the value of the button holds.
PROPOSAL_YES = "proposal_yes"
"""[pair]"""
PROPOSAL_NO = "proposal_no"
"""[pair]"""
AGREEMENT_OPEN = "agreement_open"
"""[pair]"""
AGREEMENT_EDIT = "agreement_edit"
"""[pair]"""
CHECK_IN_MET = "check_in_met"
"""[pair:number]"""
CHECK_IN_NOT_YET = "check_in_not_yet"
"""[pair:number]"""
CHECK_IN_MOVED = "check_in_moved"
"""[pair:number]"""
CHECK_IN_SKIP = "check_in_skip"
"""[pair:number]"""
QUESTION_OPEN = "question_open"
"""[pair:number]"""
STAGE_YES = "stage_yes"
"""[pair]"""
STAGE_NOT_YET = "stage_not_yet"
"""[pair]"""
FEEDBACK_TAKE_BACK = "feedback_take_back"
"""[feedback]"""
FEEDBACK_CHANGE = "feedback_change"
"""[feedback]"""
DIGEST_NEEDS = "digest_needs"
"""[program]"""
POST_AGAIN = "post_again"
"""[outbox entry]"""
INVITE = "invite"
"""[Slack id of the one to invite]"""
HISTORY_OPEN = "history_open"
"""[pair]"""
JOIN_OPEN = "join_open"
SETTINGS_OPEN = "settings_open"
TALK_OPEN = "talk_open"
LEAVE_OPEN = "leave_open"

ACTIONS = (
    PROPOSAL_YES,
    PROPOSAL_NO,
    AGREEMENT_OPEN,
    AGREEMENT_EDIT,
    CHECK_IN_MET,
    CHECK_IN_NOT_YET,
    CHECK_IN_MOVED,
    CHECK_IN_SKIP,
    QUESTION_OPEN,
    STAGE_YES,
    STAGE_NOT_YET,
    FEEDBACK_TAKE_BACK,
    FEEDBACK_CHANGE,
    DIGEST_NEEDS,
    POST_AGAIN,
    INVITE,
    HISTORY_OPEN,
    JOIN_OPEN,
    SETTINGS_OPEN,
    TALK_OPEN,
    LEAVE_OPEN,
)
"""Every action id that a button of the bot sends."""

# Modals that are submitted.
PROGRAM = "program"
JOIN = "join"
LEAVE = "leave"
SETTINGS = "settings"
AGREEMENT_DRAFT = "agreement_draft"
AGREEMENT_SIGN = "agreement_sign"
FEEDBACK_READER = "feedback_reader"
FEEDBACK_WORDS = "feedback_words"
FEEDBACK_SEND = "feedback_send"

CALLBACKS = (
    PROGRAM,
    JOIN,
    LEAVE,
    SETTINGS,
    AGREEMENT_DRAFT,
    AGREEMENT_SIGN,
    FEEDBACK_READER,
    FEEDBACK_WORDS,
    FEEDBACK_SEND,
)
"""Every callback id that a submission of the bot's modals sends."""


def pack(**ids: str) -> str:
    """Ids for a view's `private_metadata`. Never anybody's words: a view travels through the browser."""
    return json.dumps(ids, sort_keys=True, separators=(",", ":"))


def unpack(metadata: str) -> dict[str, str]:
    """The ids a view came back with; empty when it carries none. Raises `ValueError` for what `pack` never wrote."""
    found = json.loads(metadata or "{}")
    if not isinstance(found, dict) or not all(isinstance(value, str) for value in found.values()):
        raise ValueError("this is not the metadata of one of our views")
    return cast("dict[str, str]", found)
