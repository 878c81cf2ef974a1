"""Every id by which something the bot drew comes back to it, and how a view carries the ids it is about.

In a modal each input has `block_id == action_id ==` the field's name, so a submission reads `values[field][field]`;
only the kickoff's menus share one action, and their block alone is the field's name.
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
AGREEMENT_KEEP = "agreement_keep"
"""[pair:version]"""
VERSION_OPEN = "version_open"
"""[pair:version]"""
VERSION_NEWER = "version_newer"
"""[pair:version]; beside the other, since no two buttons of a row may share an id"""
KICKOFF_OPEN = "kickoff_open"
"""[pair]"""
KICKOFF_CHOICE = "kickoff_choice"
"""Each menu of the kickoff, told apart by its block."""
KICKOFF_ALONE = "kickoff_alone"
"""[pair]"""
SHORT_OPEN = "short_open"
"""[pair]"""
REVIEW_HOLDS = "review_holds"
"""[pair]"""
GOALS_OPEN = "goals_open"
"""[pair]"""
GOAL_EDIT = "goal_edit"
"""[goal]"""
GOAL_DROP = "goal_drop"
"""[goal, and :number of the check-in it stands in]"""
GOAL_MOVED = "goal_moved"
"""[goal, and :number of the check-in it stands in], as the next ones"""
GOAL_STUCK = "goal_stuck"
GOAL_REACHED = "goal_reached"
GOAL_REOPEN = "goal_reopen"
GOAL_STEP = "goal_step"
GOAL_TELL_SELF = "goal_tell_self"
GOAL_TELL_BOT = "goal_tell_bot"
CELEBRATE = "celebrate"
"""[goal]"""
CELEBRATE_IN_WORDS = "celebrate_in_words"
"""[goal]"""
CELEBRATE_NOT = "celebrate_not"
"""[goal]"""
SELF_1 = "self_1"
"""[pair:number], as the next ones"""
SELF_2 = "self_2"
SELF_3 = "self_3"
SELF_4 = "self_4"
SELF_5 = "self_5"
ENDING_NOT_NOW = "ending_not_now"
"""[pair:number]"""
MATURITY_YES = "maturity_yes"
"""[pair]; not that of growth, so that an old button never agrees to a later stage"""
MATURITY_NOT_YET = "maturity_not_yet"
"""[pair]"""
CHECK_IN_MET = "check_in_met"
"""[pair:number]"""
CHECK_IN_NOT_YET = "check_in_not_yet"
"""[pair:number]"""
CHECK_IN_MOVED = "check_in_moved"
"""[pair:number]"""
CHECK_IN_SKIP = "check_in_skip"
"""[pair:number]"""
CHECK_IN_AGAIN = "check_in_again"
"""[pair:number]"""
FIT_GOOD = "fit_good"
"""[pair:number]"""
FIT_DECIDING = "fit_deciding"
"""[pair:number]"""
FIT_NOT = "fit_not"
"""[pair:number]"""
RATE_1 = "rate_1"
"""[pair:number]"""
RATE_2 = "rate_2"
"""[pair:number]"""
RATE_3 = "rate_3"
"""[pair:number]"""
RATE_4 = "rate_4"
"""[pair:number]"""
RATE_5 = "rate_5"
"""[pair:number]"""
KEPT_DONE = "kept_done"
"""[pair:number]"""
KEPT_NOT_YET = "kept_not_yet"
"""[pair:number]"""
KEPT_DROPPED = "kept_dropped"
"""[pair:number]"""
PLACING_SLOT = "placing_slot"
"""[pair:number]"""
PLACING_RHYTHM = "placing_rhythm"
"""[pair:number]"""
PLACING_FINE = "placing_fine"
"""[pair:number]"""
COMMITMENT_OPEN = "commitment_open"
"""[pair:number]"""
MEETING_SAME = "meeting_same"
"""[pair:meeting, and :number of the check-in it stands in]"""
MEETING_TAKE = "meeting_take"
"""[pair:turn, and :number of the check-in it stands in]"""
MEETING_OTHER = "meeting_other"
"""[pair:meeting]"""
MEETING_CANCEL = "meeting_cancel"
"""[pair:meeting]"""
GOAL_OPEN = "goal_open"
"""[pair]"""
GUIDE_OPEN = "guide_open"
"""[pair]"""
CALENDAR_OPEN = "calendar_open"
"""[pair]"""
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
NOTE_DISCARD = "note_discard"
"""[feedback]; also the form that it opens"""
DIGEST_NEEDS = "digest_needs"
"""[program]"""
POST_AGAIN = "post_again"
"""[outbox entry]"""
REHEARSAL_SAMPLES = "rehearsal_samples"
"""[program]"""
INVITE = "invite"
"""[Slack id of the one to invite:program]"""
HISTORY_OPEN = "history_open"
"""[pair]"""
JOIN_OPEN = "join_open"
"""[program, or nothing where it is chosen in the form]"""
SETTINGS_OPEN = "settings_open"
TALK_OPEN = "talk_open"
LEAVE_OPEN = "leave_open"
"""[program, or nothing where there is one]"""
AWAY_OPEN = "away_open"
AWAY_BACK = "away_back"
PAUSE_OPEN = "pause_open"
"""[pair]"""
RESUME = "resume"
"""[pair]"""
STILL_HERE = "still_here"
"""[pair:rung]"""
GO_QUIET = "go_quiet"
"""[pair:rung]"""
SPEAK_AGAIN = "speak_again"
"""[pair]"""
RESET_OPEN = "reset_open"
"""[pair]"""
RESET_STAGE = "reset_stage"
"""[pair:beginning]"""
RESET_OWN = "reset_own"
"""[pair:beginning]; also the form that it opens"""
END_OPEN = "end_open"
"""[pair]"""
PAIR_MORE = "pair_more"
"""[pair]"""

ACTIONS = tuple(action for name, action in tuple(globals().items()) if name.isupper())
"""Every action id that a button of the bot sends: all of the above."""

# Modals that are submitted.
PROGRAM = "program"
JOIN = "join"
LEAVE = "leave"
AWAY = "away"
PAUSE = "pause"
RESET = "reset"
END = "end"
SETTINGS = "settings"
AGREEMENT_DRAFT = "agreement_draft"
AGREEMENT_SIGN = "agreement_sign"
KICKOFF = "kickoff"
KICKOFF_SETTLE = "kickoff_settle"
SHORT_AGREEMENT = "short_agreement"
GOAL = "goal"
GOAL_NEXT_STEP = "goal_next_step"
MEETING_SUGGEST = "meeting_suggest"
MEETING_CALL_OFF = "meeting_call_off"
COMMITMENT = "commitment"
FEEDBACK_READER = "feedback_reader"
FEEDBACK_WORDS = "feedback_words"
FEEDBACK_SEND = "feedback_send"

CALLBACKS = (
    PROGRAM,
    JOIN,
    LEAVE,
    AWAY,
    PAUSE,
    RESET,
    RESET_OWN,
    END,
    SETTINGS,
    AGREEMENT_DRAFT,
    AGREEMENT_SIGN,
    KICKOFF,
    KICKOFF_SETTLE,
    SHORT_AGREEMENT,
    GOAL,
    GOAL_NEXT_STEP,
    MEETING_SUGGEST,
    MEETING_CALL_OFF,
    COMMITMENT,
    FEEDBACK_READER,
    FEEDBACK_WORDS,
    FEEDBACK_SEND,
    NOTE_DISCARD,
)
"""Every callback id that a submission of the bot's modals sends."""


LONG_FORMS = frozenset({AGREEMENT_DRAFT, KICKOFF, KICKOFF_SETTLE, SHORT_AGREEMENT, GOAL})
"""Forms that stay open with a sentence when something goes wrong: what was entered in them is worth keeping."""


def pack(**ids: str) -> str:
    """Ids for a view's `private_metadata`. Never anybody's words: a view travels through the browser."""
    return json.dumps(ids, sort_keys=True, separators=(",", ":"))


def unpack(metadata: str) -> dict[str, str]:
    """The ids a view came back with; empty when it carries none. Raises `ValueError` for what `pack` never wrote."""
    found = json.loads(metadata or "{}")
    if not isinstance(found, dict) or not all(isinstance(value, str) for value in found.values()):
        raise ValueError("this is not the metadata of one of our views")
    return cast("dict[str, str]", found)
