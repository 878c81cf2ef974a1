"""The words with which a mentorship ends: the same in the message and in the confirmation of who leaves."""

from bot.views.voice import Voice


def farewell(voice: Voice, partner_slack_id: str, reason: str) -> str:
    """What one of the two reads when it ends. `reason`: partner_left, planned_end or partner_deactivated."""
    return voice.say(f"farewell.{reason}", partner=voice.mention(partner_slack_id))
