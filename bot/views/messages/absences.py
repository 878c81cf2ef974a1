"""What is said around silence, half-time, pauses and a fresh start. Nobody is named as the one who wished it."""

from bot.domain.facts import PairFacts
from bot.domain.pairs import Side, can_begin_again
from bot.domain.scenes import Scene
from bot.domain.silence import LAST, silent_since
from bot.domain.stages import Status
from bot.views import ids
from bot.views.composing import Choice, Paragraph, answers, compose, note, offers, say, told
from bot.views.messages.check_ins import TALK
from bot.views.parts import Message
from bot.views.voice import Voice
from bot.views.wording import needed, partner_mention

AWAY = Choice(label="away.open", action=ids.AWAY_OPEN)
"""One tap to be left alone for a while."""


def pause_choice(facts: PairFacts) -> Choice:
    """Opens the form of a pause."""
    return Choice(label="pause.button", action=ids.PAUSE_OPEN, value=str(facts.pair.id))


def reset_choice(facts: PairFacts) -> Choice:
    """Opens the form of a fresh start."""
    return Choice(label="reset.button", action=ids.RESET_OPEN, value=str(facts.pair.id))


def end_choice(facts: PairFacts) -> Choice:
    """Opens the form of an early end."""
    return Choice(label="end_form.button", action=ids.END_OPEN, value=str(facts.pair.id))


def resume_choice(facts: PairFacts) -> Choice:
    """Takes a paused mentorship up again."""
    return Choice(label="pause.resume", action=ids.RESUME, value=str(facts.pair.id), style="primary")


def silence_part(voice: Voice, scene: Scene) -> list[Paragraph]:
    """One rung of the ladder: first whether they are in touch, at the end all that they may choose. Drawn again after a
    sign of either, it says what holds now."""
    facts, side = _pair_and_side(scene)
    if silent_since(facts) is None:
        return [_heard(voice, facts)]
    rung = int(scene.notice.facts.get("rung", 1))
    return silence_asked(voice, facts, side, rung)


def silence_asked(voice: Voice, facts: PairFacts, side: Side, rung: int) -> list[Paragraph]:
    """The question of a rung, not answered yet."""
    value, partner = f"{facts.pair.id}:{rung}", partner_mention(voice, facts, side)
    in_touch = Choice(label="silence.in_touch", action=ids.STILL_HERE, value=value, style="primary")
    quiet = Choice(label="silence.quiet", action=ids.GO_QUIET, value=value)
    if rung < LAST:
        return [
            say(voice, "silence.first", partner=partner),
            say(voice, "silence.then"),
            answers(voice, in_touch, quiet, pause_choice(facts), AWAY),
        ]
    return [
        say(voice, "silence.last", partner=partner),
        answers(voice, in_touch, quiet, pause_choice(facts), reset_choice(facts), end_choice(facts)),
        say(voice, "silence.quiet_means"),
    ]


def silence_answered(voice: Voice, facts: PairFacts) -> Message:
    """The same message after a tap."""
    return compose(voice, [_heard(voice, facts), offers(voice, TALK), note(voice, "silence.why")])


def _heard(voice: Voice, facts: PairFacts) -> Paragraph:
    return say(voice, "silence.said_quiet" if facts.pair.hushed_at else "silence.said_in_touch")


def half_time_part(voice: Voice, scene: Scene) -> list[Paragraph]:
    """The three questions of the final test, halfway."""
    facts, side = _pair_and_side(scene)
    return [
        say(voice, "half_time.ask", partner=partner_mention(voice, facts, side)),
        say(voice, "half_time.questions"),
        say(voice, "half_time.then"),
        offers(voice, reset_choice(facts)),
    ]


def paused(voice: Voice, scene: Scene) -> Message:
    """To the partner of who wished for a pause; drawn later, it says how things stand then."""
    facts, side = _pair_and_side(scene)
    partner, back = partner_mention(voice, facts, side), facts.pair.paused_until
    if facts.pair.status is not Status.PAUSED:
        return compose(voice, [say(voice, "pause.over", partner=partner), note(voice, "pause.why")])
    said = (
        say(voice, "pause.told_until", partner=partner, back=back)
        if back
        else say(voice, "pause.told", partner=partner)
    )
    return compose(voice, [said, offers(voice, resume_choice(facts), TALK), note(voice, "pause.why")])


def resumed(voice: Voice, scene: Scene) -> Message:
    """To one of the two: it goes on, and nothing is to be made up for."""
    facts, side = _pair_and_side(scene)
    partner = partner_mention(voice, facts, side)
    return compose(voice, [say(voice, "pause.resumed", partner=partner), offers(voice, TALK), note(voice, "pause.why")])


def reset(voice: Voice, scene: Scene) -> Message:
    """In the pair's own conversation: both begin anew."""
    facts = needed(scene.facts, "pair")
    mentor, mentee = voice.mention(facts.mentor.slack_id), voice.mention(facts.mentee.slack_id)
    kickoff = Choice(label="kickoff.open", action=ids.KICKOFF_OPEN, value=str(facts.pair.id), style="primary")
    own = Choice(label="reset.note_own", action=ids.RESET_OWN, value=f"{facts.pair.id}:{facts.pair.beginning}")
    return compose(
        voice,
        [
            say(voice, "reset.told", mentor=mentor, mentee=mentee),
            say(voice, "reset.told_next"),
            offers(voice, kickoff),
            say(voice, "reset.told_own"),
            offers(voice, own),
            *_from_the_first_stage(voice, facts),
            note(voice, "reset.why"),
        ],
    )


def _from_the_first_stage(voice: Voice, facts: PairFacts) -> list[Paragraph]:
    if not can_begin_again(facts.pair):
        return []
    value = f"{facts.pair.id}:{facts.pair.beginning}"
    back = Choice(label="reset.first_stage", action=ids.RESET_STAGE, value=value)
    return [say(voice, "reset.told_stage"), offers(voice, back)]


def begun_again(voice: Voice, scene: Scene) -> Message:
    """In the pair's own conversation: both would go back to the first stage, and it is so."""
    facts = needed(scene.facts, "pair")
    mentor, mentee = voice.mention(facts.mentor.slack_id), voice.mention(facts.mentee.slack_id)
    return compose(voice, [say(voice, "reset.begun", mentor=mentor, mentee=mentee), note(voice, "reset.begun_why")])


def welcome_back(voice: Voice) -> Paragraph:
    """The first words to somebody who was away."""
    return told(voice.say("bundle.back"))


def _pair_and_side(scene: Scene) -> tuple[PairFacts, Side]:
    facts = needed(scene.facts, "pair")
    return facts, facts.pair.side_of(needed(scene.reader, "reader").id)
