"""Messages from an invitation to the introduction."""

from uuid import UUID

from bot.domain.cadence import add_working_days
from bot.domain.facts import PairFacts
from bot.domain.pairs import ANSWER_DAYS, Side
from bot.domain.proposals import answer_by
from bot.domain.scenes import Scene
from bot.texts import tame
from bot.views import ids
from bot.views.composing import Choice, Paragraph, answers, compose, lines, note, offers, quoted, say
from bot.views.parts import Message
from bot.views.shared_ground import ground_lines
from bot.views.voice import Voice
from bot.views.wording import needed, partner_mention


def invited(voice: Voice, scene: Scene) -> Message:
    """To somebody a lead would like to have in the program."""
    program = needed(scene.program, "program")
    join = Choice(label="invited.join", action=ids.JOIN_OPEN, value=str(program.id), style="primary")
    return compose(
        voice,
        [
            say(voice, "invited.hello", program=voice.words(program.terms.name)),
            offers(voice, join),
            note(voice, "invited.why"),
        ],
    )


def proposal(voice: Voice, scene: Scene) -> Message:
    """To the one who is asked, alone. It does not tell whether the other was asked or what they said."""
    facts = needed(scene.facts, "pair")
    side = facts.pair.side_of(needed(scene.reader, "reader").id)
    partner = partner_mention(voice, facts, side)
    program = voice.words(facts.program.terms.name)
    until = answer_by(facts.pair, facts.mentor, facts.mentee) or add_working_days(
        scene.now, ANSWER_DAYS, [facts.person(side)]
    )
    pair = str(facts.pair.id)
    return compose(
        voice,
        [
            say(voice, f"proposal.to_{side}", partner=partner, program=program),
            *_about(voice, facts, side.other),
            say(voice, "proposal.quiet"),
            say(voice, "proposal.until", until=voice.local(until)),
            answers(
                voice,
                Choice(label="proposal.yes", action=ids.PROPOSAL_YES, value=pair, style="primary"),
                Choice(label="proposal.no", action=ids.PROPOSAL_NO, value=pair),
            ),
            note(voice, f"proposal.why_{side}", program=program),
        ],
    )


def proposal_closed(voice: Voice, scene: Scene) -> Message:
    """To the lead who proposed and to a mentor who had said yes: the same words whatever the reason."""
    facts = needed(scene.facts, "pair")
    reader = needed(scene.reader, "reader").id
    who = "mentor" if reader == facts.pair.mentor else "lead"
    return compose(
        voice,
        [
            _closed(voice, facts, reader),
            say(voice, f"proposal_closed.next_{who}"),
            note(voice, f"proposal_closed.why_{who}"),
        ],
    )


def _closed(voice: Voice, facts: PairFacts, reader: UUID) -> Paragraph:
    if reader in (facts.pair.mentor, facts.pair.mentee):
        partner = partner_mention(voice, facts, facts.pair.side_of(reader))
        return say(voice, "proposal_closed.closed_yours", partner=partner)
    mentor, mentee = (voice.mention(person.slack_id) for person in facts.people)
    return say(voice, "proposal_closed.closed", mentor=mentor, mentee=mentee)


def introduction(voice: Voice, scene: Scene) -> Message:
    """The first message of the group DM: what the bot cannot see, who they are, who begins and how."""
    facts = needed(scene.facts, "pair")
    mentor, mentee = voice.mention(facts.mentor.slack_id), voice.mention(facts.mentee.slack_id)
    program = voice.words(facts.program.terms.name)
    kickoff = Choice(label="kickoff.open", action=ids.KICKOFF_OPEN, value=str(facts.pair.id), style="primary")
    return compose(
        voice,
        [
            say(voice, "introduction.no_reading"),
            say(voice, "introduction.hello", mentor=mentor, mentee=mentee, program=program),
            *_about(voice, facts, Side.MENTEE),
            *_about(voice, facts, Side.MENTOR),
            *_shared(voice, scene, facts),
            say(voice, "introduction.first", mentee=mentee),
            quoted(voice, voice.say("introduction.draft")),
            say(voice, "introduction.openers"),
            say(voice, "introduction.unease"),
            say(voice, "introduction.agreement"),
            offers(voice, kickoff),
            note(voice, "introduction.why"),
        ],
    )


def _about(voice: Voice, facts: PairFacts, side: Side) -> list[Paragraph]:
    """What somebody wrote when they joined: a mentee's wants first, a mentor's offers first; empty fields left out."""
    person, enrolment = voice.mention(facts.person(side).slack_id), facts.enrolment(side)
    if enrolment is None:
        return []
    written = [("introduction.wants", enrolment.wants), ("introduction.offers", enrolment.offers)]
    if side is Side.MENTOR:
        written.reverse()
    return [
        part for key, words in written if tame(words) for part in (say(voice, key, person=person), quoted(voice, words))
    ]


def _shared(voice: Voice, scene: Scene, facts: PairFacts) -> list[Paragraph]:
    found = ground_lines(voice, facts.mentor, facts.mentee, scene.now)
    return [lines([voice.say("introduction.share"), *found])] if found else []
