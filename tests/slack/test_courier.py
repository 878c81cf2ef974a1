"""Laws of the courier: everything arrives once or is shown to somebody, and it can always be stopped."""

import threading
from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest

from bot.deps import Deps
from bot.domain.notices import Notice, NoticeKind, OutboxEntry, OutboxState, ToChannel, ToPerson
from bot.domain.people import Person
from bot.slack.courier import Courier
from bot.slack.drawing import draw_entry
from bot.slack.pacing import POSTS
from bot.texts import Texts
from tests.services.house import House
from tests.slack.conftest import StumblingStore
from tests.slack.tiny_slack import TinySlack, drops, holds, refuses
from tests.support.people_of_the_house import WORKSPACE, id_of


def entry_of(house: House, kind: NoticeKind) -> OutboxEntry:
    """The newest message of a kind."""
    return house.entries(kind)[-1]


def invite(house: House, *names: str) -> None:
    """Invitations to people the house has not met."""
    (program,) = house.state.programs
    with house.work() as work:
        for name in names:
            person = Person(id=id_of(name), workspace=WORKSPACE, slack_id=f"U0{name.upper()}", name=name)
            work.tx.people.add(person)
            work.tell(
                Notice(
                    kind=NoticeKind.INVITED,
                    workspace=WORKSPACE,
                    to=ToPerson(person=person.id),
                    key=f"invited:{name}",
                    program=program,
                    about=house.person("Lea").id,
                )
            )


def test_a_message_is_sent_recorded_and_its_channel_kept(house: House, slack: TinySlack, courier: Courier) -> None:
    house.propose()
    assert courier.settle(20)

    (call,) = slack.posted()
    entry = entry_of(house, NoticeKind.PROPOSAL)
    assert (entry.state, entry.channel, entry.ts) == (OutboxState.DELIVERED, "D0ANA", "1.0")
    assert call.given["channel"] == "U0ANA"
    assert house.person("Ana").dm_channel == "D0ANA"
    assert call.given["text"]
    assert courier.settle(20)
    assert len(slack.posted()) == 1


def test_a_group_dm_is_opened_once_and_then_known(house: House, slack: TinySlack, courier: Courier) -> None:
    pair = house.start()
    assert courier.settle(20)
    house.go(minutes=1)
    house.draft("Ben", pair)
    assert courier.settle(20)

    assert [call.given["users"] for call in slack.calls if call.method == "conversations.open"] == ["U0ANA,U0BEN"]
    assert house.facts(pair).pair.group_channel == "G0PAIR"
    assert entry_of(house, NoticeKind.AGREEMENT_DRAFTED).channel == "G0PAIR"


def test_a_dropped_connection_posts_once_and_is_unsure(house: House, slack: TinySlack, courier: Courier) -> None:
    slack.next("chat.postMessage", drops)
    house.propose()
    assert courier.settle(20)

    entry = entry_of(house, NoticeKind.PROPOSAL)
    assert (len(slack.posted()), entry.state, entry.unsure) == (1, OutboxState.WAITING, 1)
    house.now = entry.not_before
    assert courier.settle(20)
    assert (len(slack.posted()), entry_of(house, NoticeKind.PROPOSAL).state) == (2, OutboxState.DELIVERED)


def test_many_go_in_batches_and_each_once(house: House, slack: TinySlack, courier: Courier) -> None:
    invite(house, *(f"guest{n}" for n in range(100)))
    for _ in range(100 * 60 // POSTS.per_minute):
        assert courier.settle(30)
        house.go(seconds=1)

    assert len({call.given["channel"] for call in slack.posted()}) == len(slack.posted()) == 100
    assert {entry.attempts for entry in house.entries(NoticeKind.INVITED)} == {1}, "what waited was not claimed"
    assert {entry.state for entry in house.entries(NoticeKind.INVITED)} == {OutboxState.DELIVERED}


def test_two_to_one_person_are_a_second_apart(house: House, slack: TinySlack, courier: Courier) -> None:
    house.join("Kim")
    house.propose("Ana", "Ben")
    assert courier.settle(20)
    house.propose("Ana", "Kim")
    assert courier.settle(20)
    assert len(slack.posted()) == 1
    (second,) = house.waiting(NoticeKind.PROPOSAL)
    assert (second.not_before, second.reason) == (house.now + timedelta(seconds=1), "pacing")
    assert (second.unsure, second.attempts) == (0, 0), "an attempt is a real send"
    house.now = second.not_before
    assert courier.settle(20)

    assert len(slack.posted()) == 2


def test_too_many_requests_pause_the_workspace(house: House, slack: TinySlack, idle: Courier) -> None:
    slack.next("chat.postMessage", refuses("ratelimited", 429, **{"Retry-After": "60"}))
    house.propose()
    idle.start()
    assert idle.settle(20)
    invite(house, "Eve")
    assert idle.settle(20)
    assert len(slack.posted()) == 1
    assert sorted(entry.attempts for entry in house.waiting(*NoticeKind)) == [0, 1]
    house.go(seconds=59)
    assert idle.settle(20)
    assert len(slack.posted()) == 1
    house.go(seconds=1)
    assert idle.settle(20)

    assert len(slack.posted()) == 3
    assert house.waiting(*NoticeKind) == []


def test_words_that_were_taken_back_never_leave(house: House, slack: TinySlack, courier: Courier) -> None:
    pair = house.start()
    house.live(9)
    words = house.send("Ben", house.write("Ben", pair, words="a secret").id)
    assert courier.settle(20)
    house.go(minutes=59)
    house.take_back("Ben", words.id)
    house.go(hours=2)
    assert courier.settle(20)

    assert {call.given["channel"] for call in slack.posted() if "a secret" in str(call.given)} <= {"U0BEN", "D0"}
    assert entry_of(house, NoticeKind.FEEDBACK).state is OutboxState.CANCELLED


def bad_facts(house: House, pair: UUID) -> None:
    """Messages that cannot be drawn, each in its own way."""
    ben = ToPerson(person=house.person("Ben").id)
    with house.work() as work:
        base = Notice(kind=NoticeKind.CHECK_IN, workspace=WORKSPACE, to=ben, key="no number", pair=pair)
        work.tell(
            base,
            replace(base, key="no pair", pair=id_of("nowhere")),
            replace(base, key="no number at all", facts={"number": "many"}),
            Notice(kind=NoticeKind.DIGEST, workspace=WORKSPACE, to=ToChannel(channel="C1"), key="no counts"),
            Notice(kind=NoticeKind.FEEDBACK, workspace=WORKSPACE, to=ben, key="no words", pair=pair),
        )


def test_what_cannot_be_drawn_is_dead_and_its_batch_goes_on(house: House, slack: TinySlack, idle: Courier) -> None:
    pair = house.start()
    bad_facts(house, pair)
    idle.start()
    for _ in range(10):
        assert idle.settle(30)
        house.go(seconds=1)  # five are to Ben, a second apart

    states = {entry.notice.key: entry.state for entry in house.state.outbox.values()}
    for key in ("no number", "no pair", "no number at all", "no counts", "no words"):
        assert states.pop(key) is OutboxState.DEAD
    assert states[f"introduction:{pair}"] is OutboxState.DELIVERED
    assert OutboxState.LEASED not in states.values()
    assert house.readers(NoticeKind.UNDELIVERED).count("Lea") >= 3
    assert all((entry.reason or "").startswith("bad facts") for entry in house.entries(NoticeKind.CHECK_IN))


def test_words_that_are_missing_make_one_message_dead_not_a_batch(house: House, deps: Deps) -> None:
    house.propose()
    mute = replace(deps, texts=Texts(entries={"en": {}}))

    assert type(draw_entry(mute, entry_of(house, NoticeKind.PROPOSAL))).__name__ == "GiveUp"


@pytest.mark.parametrize("kind", ["reads", "batch"])
def test_a_database_that_was_away_loses_nothing(
    house: House, store: StumblingStore, slack: TinySlack, idle: Courier, kind: str
) -> None:
    house.propose()
    store.stumbles[kind] = 1
    idle.start()
    for _ in range(3):
        while not idle.settle(0.2):  # it rests after a problem, until it is woken
            pass
        house.go(minutes=1, seconds=1)  # what was claimed before the problem waits for its lease to run out

    assert store.stumbles[kind] == 0
    assert entry_of(house, NoticeKind.PROPOSAL).state is OutboxState.DELIVERED
    assert len(slack.posted()) == 1


def test_a_commit_wakes_it(house: House, slack: TinySlack, courier: Courier) -> None:
    assert courier.settle(20)
    house.propose()
    courier.wake()

    assert slack.arrived.wait(15)


def test_what_is_in_flight_is_finished_before_it_stops(house: House, slack: TinySlack, courier: Courier) -> None:
    released = threading.Event()
    slack.next("chat.postMessage", holds(released))
    house.propose()
    courier.wake()
    assert slack.arrived.wait(15)
    assert not courier.stop(0.1), "it is still sending"
    released.set()
    assert courier.stop(20)

    assert entry_of(house, NoticeKind.PROPOSAL).state is OutboxState.DELIVERED
    assert "courier" not in {thread.name for thread in threading.enumerate()}


def test_what_is_in_flight_while_time_jumps_is_sent_once(house: House, slack: TinySlack, courier: Courier) -> None:
    released = threading.Event()
    slack.next("chat.postMessage", holds(released))
    house.propose()
    courier.wake()
    assert slack.arrived.wait(15)
    house.go(hours=1)
    slack.arrived.clear()
    invite(house, "Eve")
    courier.wake()
    assert slack.arrived.wait(15)
    released.set()
    assert courier.settle(20)
    house.go(minutes=1)
    assert courier.settle(20)

    entry = entry_of(house, NoticeKind.PROPOSAL)
    assert (len(slack.posted()), entry.state, entry.unsure) == (2, OutboxState.DELIVERED, 0)


def test_after_its_end_it_takes_nothing_and_minds_nobody(house: House, slack: TinySlack, courier: Courier) -> None:
    assert courier.settle(20)
    assert courier.stop(20)
    house.propose()
    courier.wake()

    assert courier.stop()
    assert not courier.settle(0.2)
    assert slack.posted() == []


def test_before_its_beginning_it_minds_nobody(idle: Courier) -> None:
    idle.wake()
    assert not idle.settle(0.2)
    assert idle.stop()


def test_two_couriers_send_each_message_once(house: House, slack: TinySlack, courier: Courier, deps: Deps) -> None:
    other = Courier(deps=deps, connection=courier._connection)
    other.start()
    invite(house, *(f"guest{n}" for n in range(60)))
    courier.wake()
    other.wake()
    for _ in range(30):
        assert courier.settle(30)
        assert other.settle(30)
        house.go(seconds=1)
    assert other.stop(20)
    assert courier.stop(20)

    assert len({call.given["channel"] for call in slack.posted()}) == len(slack.posted()) == 60
    assert house.state.paces == {}, "who ends lets go of the workspace"
