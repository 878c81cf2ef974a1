"""Messages about the agreement."""

from datetime import datetime
from uuid import UUID

from bot.domain.agreement import Agreement, Terms
from bot.domain.cadence import first_slot, local
from bot.domain.facts import PairFacts
from bot.domain.scenes import Scene
from bot.views import ids
from bot.views.composing import Choice, Paragraph, answers, compose, note, offers, say, told
from bot.views.parts import Message
from bot.views.voice import Voice
from bot.views.wording import changed_since_before, end_words, line_names, needed, partner_mention, slot_words


def agreement_drafted(voice: Voice, scene: Scene) -> Message:
    """To both: who drafted which version, and which lines changed."""
    facts = needed(scene.facts, "pair")
    version = _version(scene, facts)
    side = facts.pair.side_of(version.drafted_by)
    drafted = say(
        voice,
        "agreement.drafted",
        drafter=voice.mention(facts.person(side).slack_id),
        partner=partner_mention(voice, facts, side),
        version=version.version,
    )
    why = note(voice, "agreement.drafted_why")
    return compose(
        voice, [drafted, *_changes(voice, facts, version), answers(voice, *_sign_or_change(facts.pair.id)), why]
    )


def agreement_signed(voice: Voice, scene: Scene) -> Message:
    """To both: it is in force, when they meet, until when."""
    facts = needed(scene.facts, "pair")
    version = _version(scene, facts)
    pair = str(facts.pair.id)
    return compose(
        voice,
        [
            say(voice, "agreement.signed", version=version.version),
            told(slot_words(voice, version.terms)),
            *_for_each(voice, facts, version.terms, scene.now),
            told(end_words(voice, version.terms)),
            offers(
                voice,
                Choice(label="agreement.read", action=ids.AGREEMENT_OPEN, value=pair),
                Choice(label="agreement.change", action=ids.AGREEMENT_EDIT, value=pair),
            ),
            note(voice, "agreement.signed_why"),
        ],
    )


def agreement_nudge(voice: Voice, scene: Scene) -> Message:
    """The only reminder, to one who has something to draft or to sign."""
    facts = needed(scene.facts, "pair")
    partner = partner_mention(voice, facts, facts.pair.side_of(needed(scene.reader, "reader").id))
    if facts.agreement is None:
        draft = Choice(label="agreement.draft", action=ids.AGREEMENT_OPEN, value=str(facts.pair.id), style="primary")
        body = [say(voice, "agreement.nudge_draft", partner=partner), offers(voice, draft)]
    else:
        waiting = say(voice, "agreement.nudge_sign", version=facts.agreement.version, partner=partner)
        body = [waiting, answers(voice, *_sign_or_change(facts.pair.id))]
    return compose(voice, [*body, note(voice, "agreement.nudge_why")])


def _version(scene: Scene, facts: PairFacts) -> Agreement:
    """The version the notice tells of; the newest for a notice that names none."""
    number = scene.notice.facts.get("version")
    named = next((each for each in facts.agreements if each.version == number), facts.agreement)
    return needed(named, "agreement")


def _changes(voice: Voice, facts: PairFacts, version: Agreement) -> list[Paragraph]:
    found = changed_since_before(facts, version)
    if found is None or not found[1]:
        return []
    before, changed = found
    return [say(voice, "agreement.changed", before=before, lines=line_names(voice, changed))]


def _for_each(voice: Voice, facts: PairFacts, terms: Terms, now: datetime) -> list[Paragraph]:
    """The slot on each one's own clock, when it differs; summer time moves it, so it holds for now only."""
    at = first_slot(now, terms.weekday, terms.at, terms.tz)
    mentor, mentee = (local(at, person.tz) for person in facts.people)
    if all(clock.replace(tzinfo=None) == local(at, terms.tz).replace(tzinfo=None) for clock in (mentor, mentee)):
        return []
    return [
        say(
            voice,
            "agreement.slot_there",
            mentor=voice.mention(facts.mentor.slack_id),
            mentor_days=voice.say(f"weekdays.{mentor.weekday()}"),
            mentor_at=mentor.time(),
            mentee=voice.mention(facts.mentee.slack_id),
            mentee_days=voice.say(f"weekdays.{mentee.weekday()}"),
            mentee_at=mentee.time(),
        )
    ]


def _sign_or_change(pair: UUID) -> tuple[Choice, Choice]:
    return (
        Choice(label="agreement.read_and_sign", action=ids.AGREEMENT_OPEN, value=str(pair), style="primary"),
        Choice(label="agreement.change", action=ids.AGREEMENT_EDIT, value=str(pair)),
    )
