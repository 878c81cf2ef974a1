"""The three steps of feedback, walked through the bot's own forms."""

from datetime import timedelta
from uuid import UUID

from bot.domain.feedback import Feedback
from bot.domain.people import Person
from bot.domain.questions import Visibility
from tests.handlers.door import Door
from tests.handlers.house import BEN, PAIR, ask
from tests.handlers.slack_on_record import Json

HELD = timedelta(hours=1)


def asked_twice(door: Door) -> Door:
    """Both were asked about meetings one and two; the second carries the question."""
    ask(door, 1, 2)
    return door


def choose(door: Door, who: Person, visibility: Visibility) -> Json:
    """Open the question and choose a reader; the form for the words."""
    door.click(who, "question_open", f"{PAIR.id}:2")
    return door.submit(who, door.opened, visibility=visibility.value).view


def write(door: Door, who: Person, visibility: Visibility, words: str) -> Json:
    """Write too; the exact message."""
    return door.submit(who, choose(door, who, visibility), words=words).view


def hold(door: Door, words: str) -> UUID:
    """Send Ben's words to Ana; they are held."""
    door.submit(BEN, write(door, BEN, Visibility.PARTNER, words))
    return sent(door).id


def sent(door: Door) -> Feedback:
    """The only piece of feedback there is."""
    (found,) = door.store.state.feedback.values()
    return found
