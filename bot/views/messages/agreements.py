"""Messages about the agreement."""

from bot.domain.agreement import Agreement
from bot.domain.facts import PairFacts
from bot.domain.scenes import Scene
from bot.texts import tame
from bot.views import ids
from bot.views.composing import Choice, Paragraph, answers, compose, lines, note, offers, quoted, say, told
from bot.views.parts import Message
from bot.views.terms_words import difference, slot_there
from bot.views.voice import Voice
from bot.views.wording import end_words, needed, partner_mention, slot_words, version_before


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
    return compose(voice, [drafted, *_changes(voice, facts, version), answers(voice, *_sign_or_change(facts)), why])


def agreement_signed(voice: Voice, scene: Scene) -> Message:
    """To both: it is in force, when they meet, until when."""
    facts = needed(scene.facts, "pair")
    version = _version(scene, facts)
    pair = str(facts.pair.id)
    return compose(
        voice,
        [
            say(voice, "agreement.signed", version=version.version),
            lines(slot_words(voice, version.terms)),
            *(told(words) for words in slot_there(voice, facts, version.terms, scene.now)),
            told(end_words(voice, version.terms)),
            offers(
                voice,
                Choice(label="agreement.read", action=ids.AGREEMENT_OPEN, value=pair),
                Choice(label="agreement.change", action=ids.AGREEMENT_EDIT, value=pair),
            ),
            note(voice, "agreement.signed_why"),
        ],
    )


def _version(scene: Scene, facts: PairFacts) -> Agreement:
    """The version the notice tells of; the newest for a notice that names none."""
    number = scene.notice.facts.get("version")
    named = next((each for each in facts.agreements if each.version == number), facts.agreement)
    return needed(named, "agreement")


def _changes(voice: Voice, facts: PairFacts, version: Agreement) -> list[Paragraph]:
    """What the version changes, line by line, and why."""
    before = version_before(facts, version)
    changes = difference(voice, version.terms, before.terms) if before else []
    if before and changes:
        changes = [say(voice, "agreement.changed", before=before.version), *changes]
    reason = [say(voice, "agreement.reason"), quoted(voice, version.reason)] if tame(version.reason) else []
    return [*changes, *reason]


def _sign_or_change(facts: PairFacts) -> list[Choice]:
    pair, waits = str(facts.pair.id), facts.agreement
    choices = [
        Choice(label="agreement.read_and_sign", action=ids.AGREEMENT_OPEN, value=pair, style="primary"),
        Choice(label="agreement.change", action=ids.AGREEMENT_EDIT, value=pair),
    ]
    if facts.signed is None or waits is None or waits.is_signed:
        return choices
    return [*choices, Choice(label="agreement.keep", action=ids.AGREEMENT_KEEP, value=f"{pair}:{waits.version}")]
