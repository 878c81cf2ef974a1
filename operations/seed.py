"""How the workspaces of a trial begin, played by the people through the bot's real commands, buttons and forms."""

from collections.abc import Mapping
from datetime import timedelta

from operations.cast import Actor
from operations.openings import EMPTY, FULL, TOUR
from operations.seasons import play_full
from operations.steps import join, monday_noon, set_up
from operations.trying import Beginning, Play

FIVE = (
    ("lea", "Lea Moss", "Europe/Berlin", "en-GB"),
    ("ana", "Ana Ruiz", "Europe/Madrid", "en-GB"),
    ("ben", "Ben Okafor", "America/New_York", "en-US"),
    ("cleo", "Cleo Ito", "Asia/Tokyo", "en-US"),
    ("max", "Max Brandt", "Europe/Berlin", "en-GB"),
)


def play_empty(beginning: Beginning) -> None:
    """Five people, no program."""
    _five(beginning)


def play_tour(beginning: Beginning) -> None:
    """A program, a mentor and a mentee, and the question to each of them."""
    actors = _five(beginning)
    beginning.advance(monday_noon(beginning.now()))
    set_up(actors["lea"], actors["lea"].conversations[-1].id)
    join(actors["ana"], "mentor", offers="Ten years of shipping, and the scars. I ask more than I tell.")
    join(actors["ben"], "mentee", wants="To lead a project without drowning in it.")
    actors["lea"].command("/mentor", "pair @ana @ben")
    beginning.advance(beginning.now() + timedelta(minutes=5))


def _five(beginning: Beginning) -> dict[str, Actor]:
    found = {}
    for name, real_name, tz, locale in FIVE:
        member = beginning.town.add_person(name, real_name=real_name, tz=tz, locale=locale, is_admin=name == "lea")
        found[name] = beginning.screens.as_person(member.id)
    beginning.town.add_channel("mentoring-leads", members=[found["lea"].id], bot_is_member=True)
    return found


PLAYS: Mapping[str, Play] = {EMPTY.key: play_empty, TOUR.key: play_tour, FULL.key: play_full}
