"""What a calendar file says of itself: Slack shows the words above it and its title beside it."""

from bot.domain.arranging import described, is_cancelled
from bot.domain.facts import PairFacts
from bot.domain.scenes import Scene
from bot.views.composing import compose, note, say
from bot.views.messages.meetings import when_words
from bot.views.parts import Message
from bot.views.voice import Voice
from bot.views.wording import SceneIncomplete, needed, partner_mention


def calendar_file(voice: Voice, scene: Scene) -> Message:
    """To one of the two, with the file. Files have no buttons: Slack shows the text alone."""
    facts = needed(scene.facts, "pair")
    side = facts.pair.side_of(needed(scene.reader, "reader").id)
    if (number := scene.notice.facts.get("number")) is None:
        raise SceneIncomplete("number")
    meeting = described(facts, int(number))
    when = when_words(voice, facts, side, meeting.at)
    key = _key(facts, int(number))
    return compose(
        voice,
        [say(voice, key, partner=partner_mention(voice, facts, side), when=when), note(voice, "calendar.file_why")],
    )


def event_title(voice: Voice, facts: PairFacts) -> str:
    """What the entry is called in a calendar, which knows no mentions."""
    return voice.say("calendar.event", mentor=facts.mentor.name, mentee=facts.mentee.name)


def _key(facts: PairFacts, number: int) -> str:
    if is_cancelled(facts, number):
        return "calendar.file_off"
    meeting = needed(facts.meeting(number), "meeting")
    return "calendar.file" if meeting.changes == 1 else "calendar.file_moved"
