"""Messages around the end of a mentorship. Nobody is blamed, and no reason is passed on."""

from bot.domain.scenes import Scene
from bot.views import ids
from bot.views.composing import Choice, Paragraph, compose, note, offers, say
from bot.views.farewell import farewell
from bot.views.messages.check_ins import TALK
from bot.views.parts import Message
from bot.views.voice import Voice
from bot.views.wording import needed, partner_mention


def closure_opens_part(voice: Voice, scene: Scene) -> list[Paragraph]:
    """To each of the two: when it ends, and what the last weeks are for."""
    facts = needed(scene.facts, "pair")
    partner = partner_mention(voice, facts, facts.pair.side_of(needed(scene.reader, "reader").id))
    if facts.pair.ends_on is None:
        # The two took the end out of their agreement while this was on its way.
        return [say(voice, "closure.opens_open", partner=partner)]
    return [
        say(voice, "closure.opens", partner=partner, ends_on=facts.pair.ends_on),
        say(voice, "closure.last"),
        offers(voice, Choice(label="closure.change", action=ids.AGREEMENT_EDIT, value=str(facts.pair.id))),
    ]


def ended(voice: Voice, scene: Scene) -> Message:
    """To one of the two: the words of `farewell`, which who left has seen before."""
    facts = needed(scene.facts, "pair")
    side = facts.pair.side_of(needed(scene.reader, "reader").id)
    reason = str(needed(scene.notice.facts.get("reason"), "reason"))
    ends, then, why = farewell(voice, facts, side, reason)
    return compose(voice, [ends, then, offers(voice, TALK), why])


def pair_ended(voice: Voice, scene: Scene) -> Message:
    """To a lead: that it has ended, and nothing else."""
    facts = needed(scene.facts, "pair")
    mentor, mentee = voice.mention(facts.mentor.slack_id), voice.mention(facts.mentee.slack_id)
    return compose(
        voice,
        [
            say(voice, "pair_ended.ended", mentor=mentor, mentee=mentee),
            say(voice, "pair_ended.next"),
            note(voice, "pair_ended.why", program=voice.words(facts.program.terms.name)),
        ],
    )
