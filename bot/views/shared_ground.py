"""What two people share, in sentences. Only what is true is ever said."""

from datetime import datetime

from bot.domain.people import Person
from bot.domain.shared_ground import SharedGround, shared_ground
from bot.views.voice import Voice
from bot.views.wording import day_names, needed


def ground_lines(voice: Voice, one: Person, other: Person, now: datetime) -> list[str]:
    """The same in sentences, as many as are true."""
    ground = shared_ground(one, other, now)
    said = [voice.say("share.language")] if ground.is_same_language else []
    if ground.days:
        said.append(voice.say("share.days", days=day_names(voice, ground.days)))
    if ground.are_hours_apart:
        return [*said, voice.say("share.hours_apart")]
    return said if ground.hours is None else [*said, _hours(voice, ground, one.tz, other.tz)]


def _hours(voice: Voice, ground: SharedGround, tz: str, tz_there: str) -> str:
    start, end = needed(ground.hours, "shared hours")
    if tz == tz_there or ground.hours_there is None:
        return voice.say("share.hours_one_zone", start=start, end=end, tz=tz)
    start_there, end_there = ground.hours_there
    return voice.say(
        "share.hours_two_zones",
        start=start,
        end=end,
        tz=tz,
        start_there=start_there,
        end_there=end_there,
        tz_there=tz_there,
    )
