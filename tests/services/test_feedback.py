"""Laws of words from one partner: the chosen reader gets exactly these, once; taken back, nobody ever does."""

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest

from bot.domain import errors
from bot.domain.feedback import FeedbackState
from bot.domain.notices import Delivered, NoticeKind, NotSent, OutboxState, TryLater, Unsure
from bot.domain.programs import Role
from bot.domain.questions import ONE_THING, Visibility
from bot.domain.scenes import Scene
from bot.services import feedback, programs
from bot.services.reading import read_scene
from tests.services.house import House, actor, profile

WORDS = "please <!channel> let me finish my sentences\n— *always*"
ARRIVED = Delivered(channel="D1", ts="1.1")


@pytest.fixture
def asked(house: House, pair: UUID) -> UUID:
    """Both were asked about their first meeting."""
    house.live(9)
    return pair


def sent(house: House, pair: UUID, visibility: Visibility = Visibility.PARTNER, name: str = "Ben") -> UUID:
    """Somebody's words, held."""
    return house.send(name, house.write(name, pair, visibility=visibility, words=WORDS).id).id


def words_that_reached(house: House, name: str) -> list[str]:
    """What a reader gets to read now."""
    found = []
    for entry in house.claim():
        with house.reading() as work:
            scene = read_scene(work.tx, entry.notice, house.now)
        if isinstance(scene, Scene) and scene.feedback and scene.reader and scene.reader.name == name:
            found.append(scene.feedback.words)
        house.record(entry, scene if isinstance(scene, NotSent) else ARRIVED)
    return found


def test_the_partner_gets_exactly_the_words_once_after_an_hour(house: House, asked: UUID) -> None:
    words = sent(house, asked)
    house.go(minutes=59, seconds=59)
    assert words_that_reached(house, "Ana") == []
    house.go(seconds=1)
    assert words_that_reached(house, "Ana") == [WORDS]
    house.go(days=3)
    assert words_that_reached(house, "Ana") == []

    assert house.state.feedback[words].state is FeedbackState.DELIVERED
    assert house.readers(NoticeKind.FEEDBACK) == ["Ana"]
    assert house.readers(NoticeKind.FEEDBACK_HELD) == ["Ben"]
    with pytest.raises(errors.TooLateToTakeBack):
        house.take_back("Ben", words)
    with pytest.raises(errors.AlreadySent):
        house.write("Ben", asked)


def test_no_words_travel_in_a_notice(house: House, asked: UUID) -> None:
    sent(house, asked)
    assert all(WORDS not in str(entry.notice) for entry in house.state.outbox.values())


@pytest.mark.parametrize("visibility", [Visibility.PARTNER, Visibility.LEAD])
def test_words_taken_back_reach_nobody(house: House, asked: UUID, visibility: Visibility) -> None:
    words = sent(house, asked, visibility)
    house.go(minutes=59)
    assert house.take_back("Ben", words).state is FeedbackState.TAKEN_BACK
    before = house.state.copy()
    house.take_back("Ben", words)
    assert house.state == before, "a second click changes nothing"

    letters = house.entries(NoticeKind.FEEDBACK, NoticeKind.HELP_ASKED)
    assert [entry.state for entry in letters] == [OutboxState.CANCELLED]
    house.go(days=1)
    assert words_that_reached(house, "Ana") + words_that_reached(house, "Lea") == []
    with house.reading() as work:
        assert isinstance(read_scene(work.tx, letters[0].notice, house.now), NotSent)


def test_words_that_were_taken_back_can_be_changed_and_sent_again(house: House, asked: UUID) -> None:
    words = sent(house, asked)
    house.go(minutes=30)
    house.take_back("Ben", words)
    house.go(minutes=1)
    again = house.write("Ben", asked, words="thank you")
    assert again.id == words
    house.send("Ben", words)
    house.go(minutes=59)
    assert words_that_reached(house, "Ana") == []
    house.go(minutes=1)

    assert words_that_reached(house, "Ana") == ["thank you"]


def test_what_is_private_creates_no_letter_and_stays_with_its_author(house: House, asked: UUID) -> None:
    before = set(house.state.outbox)
    words = sent(house, asked, Visibility.PRIVATE)

    assert set(house.state.outbox) == before
    assert house.state.feedback[words].state is FeedbackState.KEPT
    with pytest.raises(errors.TooLateToTakeBack):
        house.take_back("Ben", words)


def test_a_request_for_help_goes_to_every_lead_outside_the_pair(house: House, asked: UUID) -> None:
    for name in ("Max", "Ana"):
        with house.work() as work:
            programs.appoint_lead(work, actor("Lea"), profile(name))
    sent(house, asked, Visibility.LEAD)

    assert house.readers(NoticeKind.HELP_ASKED) == ["Lea", "Max"]


def test_a_request_that_one_lead_has_still_reaches_the_other(house: House, asked: UUID) -> None:
    with house.work() as work:
        programs.appoint_lead(work, actor("Lea"), profile("Max"))
    sent(house, asked, Visibility.LEAD)
    house.go(hours=1)
    first, second = (entry for entry in house.claim() if entry.notice.kind is NoticeKind.HELP_ASKED)
    house.record(first, ARRIVED)
    house.record(second, TryLater(seconds=5, reason="ratelimited"))
    house.go(seconds=5)

    assert words_that_reached(house, "Max") == [WORDS]


def test_without_a_lead_outside_the_pair_the_contact_is_asked(house: House, asked: UUID) -> None:
    house.set_up(outside=profile("Max"))
    with house.work() as work:
        programs.appoint_lead(work, actor("Lea"), profile("Ana"))
    with house.work() as work:
        programs.dismiss_lead(work, actor("Ana"), "U0LEA")
    sent(house, asked, Visibility.LEAD)

    assert house.readers(NoticeKind.HELP_ASKED) == ["Max"]


@pytest.mark.parametrize("contact", [None, "Ben"])
def test_without_anybody_outside_the_pair_nobody_can_be_asked(house: House, asked: UUID, contact: str | None) -> None:
    house.set_up(outside=profile(contact) if contact else None)
    early = house.write("Ben", asked, visibility=Visibility.LEAD)
    with house.work() as work:
        programs.appoint_lead(work, actor("Lea"), profile("Ana"))
    with house.work() as work:
        programs.dismiss_lead(work, actor("Ana"), "U0LEA")
    with pytest.raises(errors.NobodyToAsk):
        house.write("Ben", asked, visibility=Visibility.LEAD)
    with pytest.raises(errors.NobodyToAsk):
        house.send("Ben", early.id)

    assert house.state.feedback[early.id].state is FeedbackState.DRAFT, "nothing was changed"


def test_a_deactivated_lead_is_nobody_to_ask(house: House, asked: UUID) -> None:
    house.set_up(outside=profile("Max"))
    house.refresh(replace(profile("Lea"), is_deleted=True))
    sent(house, asked, Visibility.LEAD)
    assert house.readers(NoticeKind.HELP_ASKED) == ["Max"]
    house.refresh(replace(profile("Max"), is_deleted=True))
    with pytest.raises(errors.NobodyToAsk):
        sent(house, asked, Visibility.LEAD, "Ana")


def test_words_sent_anew_reach_only_their_new_reader_in_their_own_hour(house: House, asked: UUID) -> None:
    words = sent(house, asked, Visibility.LEAD)
    with house.work() as work:
        programs.appoint_lead(work, actor("Lea"), profile("Max"))
    with house.work() as work:
        programs.dismiss_lead(work, actor("Max"), "U0LEA")
    house.go(minutes=30)
    house.take_back("Ben", words)
    house.go(minutes=1)
    house.send("Ben", house.write("Ben", asked, words="for Ana alone").id)
    house.go(minutes=40)
    assert words_that_reached(house, "Lea") == []
    house.go(hours=1)

    assert words_that_reached(house, "Ana") == ["for Ana alone"]


def test_words_that_were_sent_arrive_even_when_the_pair_ends_within_the_hour(house: House, asked: UUID) -> None:
    sent(house, asked)
    sent(house, asked, Visibility.LEAD, "Ana")
    house.leave("Ana")
    house.go(hours=1)
    (letter,) = house.entries(NoticeKind.FEEDBACK)
    (call,) = house.entries(NoticeKind.HELP_ASKED)
    with house.reading() as work:
        assert isinstance(read_scene(work.tx, letter.notice, house.now), Scene)
        assert isinstance(read_scene(work.tx, call.notice, house.now), Scene)


def test_an_unsure_delivery_goes_once_more_with_the_same_words(house: House, asked: UUID) -> None:
    sent(house, asked)
    house.go(hours=1)
    (letter,) = (entry for entry in house.claim() if entry.notice.kind is NoticeKind.FEEDBACK)
    house.record(letter, Unsure(reason="time-out"))
    house.go(minutes=1)

    assert words_that_reached(house, "Ana") == [WORDS]


def test_a_draft_waits_for_its_author_and_for_nobody_else(house: House, asked: UUID) -> None:
    draft = house.write("Ben", asked, words="half a sen")
    with house.reading() as work:
        assert feedback.read_draft(work, actor("Ben"), asked, "one_thing", 1) == draft
        assert feedback.read_draft(work, actor("Ana"), asked, "one_thing", 1) is None
        feedback.refuse_if_sent(work, actor("Ben"), asked, "one_thing", 1)
    house.go(minutes=1)
    house.write("Ben", asked, words="a sentence")
    house.send("Ben", draft.id)
    with pytest.raises(errors.AlreadySent), house.reading() as work:
        feedback.refuse_if_sent(work, actor("Ben"), asked, "one_thing", 1)
    with pytest.raises(errors.AlreadySent):
        house.send("Ben", draft.id)

    assert len(house.state.feedback) == 1


def test_words_answer_a_check_in_that_was_asked(house: House, asked: UUID) -> None:
    with pytest.raises(errors.NothingAsked):
        house.write("Ben", asked, number=2)
    for words in ("", "  ", "x" * 2001):
        with pytest.raises(errors.FieldsRefused):
            house.write("Ben", asked, words=words)
    draft = house.write("Ben", asked)
    house.leave("Ana")
    with pytest.raises(errors.PairEnded):
        house.write("Ben", asked)
    with pytest.raises(errors.PairEnded):
        house.send("Ben", draft.id)


def test_only_the_author_sends_and_takes_back(house: House, asked: UUID) -> None:
    words = sent(house, asked)
    house.join("Max", Role.BOTH)
    for name in ("Ana", "Max", "Lea", "Nobody"):
        for act in (house.send, house.take_back):
            with pytest.raises(errors.NotYourPair):
                act(name, words)
    with pytest.raises(errors.NotYourPair):
        house.take_back("Ben", asked)
    assert house.state.feedback[words].held_until == house.now + timedelta(hours=1)


def test_what_somebody_kept_private_can_be_thrown_away_by_them_alone(house: House, pair: UUID) -> None:
    house.live(8)
    number = house.facts(pair).checks[0].number
    with house.work() as work:
        note = feedback.draft_feedback(work, actor("Ben"), pair, ONE_THING.key, number, Visibility.PRIVATE, "I am lost")
    with house.work() as work:
        feedback.send_feedback(work, actor("Ben"), note.id)
    for name in ("Ana", "Lea", "Max"):
        with pytest.raises(errors.NotYourPair), house.work() as work:
            feedback.discard_note(work, actor(name), note.id)

    for _ in range(2):
        with house.work() as work:
            feedback.discard_note(work, actor("Ben"), note.id)
    assert house.state.feedback[note.id].words == ""
    with house.work() as work:
        assert work.tx.feedback.kept_by(house.person("Ben").id) == []
