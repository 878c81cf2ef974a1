"""The words with which a mentorship ends: the same in the message and in the confirmation of who leaves."""

from bot.views.composing import Said, note, say
from bot.views.voice import Voice


def farewell(voice: Voice, partner_slack_id: str, reason: str) -> tuple[Said, Said, Said]:
    """All of our own words to one of the two: that it ends, what comes next, why this came.

    `reason`: partner_left, planned_end or partner_deactivated.
    """
    return (
        say(voice, f"farewell.{reason}", partner=voice.mention(partner_slack_id)),
        say(voice, "farewell.next"),
        note(voice, "farewell.why"),
    )
