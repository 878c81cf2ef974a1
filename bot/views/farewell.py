"""The words with which a mentorship ends: the same in the message and in the confirmation of who leaves."""

from bot.domain.facts import PairFacts
from bot.domain.pairs import Side
from bot.views.composing import Said, note, say
from bot.views.voice import Voice
from bot.views.wording import partner_mention


def farewell(voice: Voice, facts: PairFacts, side: Side, reason: str) -> tuple[Said, Said, Said]:
    """All of our own words to that side: that it ends, what comes next, why this came.

    `reason`: partner_left, planned_end or partner_deactivated.
    """
    return (
        say(voice, f"farewell.{reason}", partner=partner_mention(voice, facts, side)),
        say(voice, "farewell.next"),
        note(voice, "farewell.why"),
    )
