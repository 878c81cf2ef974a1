"""Laws of what a person has before them."""

import pytest

from sandbox import Person, Workspace
from sandbox.drafts import Draft
from sandbox.face.navigation import Where
from sandbox.face.reading import MOST_UNREAD, Reading
from sandbox.posting import delete, post, write


@pytest.fixture
def reading(ws: Workspace, ana: Person, ben: Person) -> Reading:
    """A channel with Ana and Ben in it."""
    ws.add_channel("talk", members=[ana.id, ben.id], bot_is_member=True)
    return Reading(ws)


def talk(reading: Reading) -> str:
    return next(each.id for each in reading.ws.channels.values() if each.name == "talk")


def say(reading: Reading, *words: str, to: str | None = None) -> None:
    for each in words:
        post(reading.ws, reading.ws.channels[talk(reading)], Draft(text=each), ephemeral_to=to)


def test_each_person_has_their_own_unread_marks(reading: Reading, ana: Person, ben: Person) -> None:
    say(reading, "one", "two")
    write(reading.ws, reading.ws.channels[talk(reading)], ana.id, "mine")
    assert (reading.unread_of(ana.id), reading.unread_of(ben.id)) == (2, 3)
    reading.mark_read(ana.id, talk(reading))
    say(reading, "three")
    assert (reading.unread_of(ana.id), reading.unread_of(ben.id)) == (1, 4)


def test_what_others_alone_are_shown_is_neither_seen_nor_counted(reading: Reading, ana: Person, ben: Person) -> None:
    say(reading, "for Ana", to=ana.id)
    assert (reading.unread_of(ana.id), reading.unread_of(ben.id)) == (1, 0)
    assert reading.window(ben.id, talk(reading), 10).shown == ()


def test_counting_unread_messages_ends(reading: Reading, ana: Person) -> None:
    say(reading, *(str(number) for number in range(MOST_UNREAD + 20)))
    assert reading.unread(ana.id, talk(reading)) == MOST_UNREAD


def test_a_window_is_the_newest_part(reading: Reading, ana: Person) -> None:
    say(reading, *"abcde")
    window = reading.window(ana.id, talk(reading), 2)
    assert [each.message.text for each in window.shown] == ["d", "e"]
    assert window.has_more
    assert not reading.window(ana.id, talk(reading), 5).has_more


def test_answers_stand_in_their_thread_and_deleted_messages_are_gone(reading: Reading, ana: Person) -> None:
    channel = reading.ws.channels[talk(reading)]
    first = write(reading.ws, channel, ana.id, "first")
    gone = write(reading.ws, channel, ana.id, "gone")
    answer = write(reading.ws, channel, ana.id, "answer", first.ts)
    delete(reading.ws, gone)
    shown = reading.window(ana.id, channel.id, 10).shown
    assert [(each.message, each.replies) for each in shown] == [(first, (answer,))]


def test_a_page_opens_where_its_address_says_or_nearest_to_it(reading: Reading, ana: Person, ben: Person) -> None:
    there = Where(person_id=ben.id, place=talk(reading))
    assert there.settled(reading) == there
    elsewhere = Where(person_id="U404", place="C404").settled(reading)
    assert elsewhere.person_id == ana.id
    assert reading.is_with_app(reading.ws.channels[elsewhere.place])
    private = reading.ws.add_channel("ben-alone", members=[ben.id])
    assert Where(person_id=ana.id, place=private.id).settled(reading).place != private.id
