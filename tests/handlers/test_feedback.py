"""Feedback: reader first, then the words, then the exact message; and an hour to take it back."""

from datetime import timedelta

import pytest

from bot.domain.feedback import FeedbackState
from bot.domain.notices import NoticeKind, OutboxState
from bot.domain.people import Person
from bot.domain.questions import Visibility
from tests.handlers.door import Door, at, button_values, fields_of, says
from tests.handlers.feedback_forms import HELD, asked_twice, choose, hold, sent, write
from tests.handlers.house import ANA, BEN, LEA, MAX, PAIR, TWIN, end, pair_up, told

TAKE_BACK, CHANGE, OPEN = "feedback_take_back", "feedback_change", "question_open"


@pytest.fixture
def asked(paired: Door) -> Door:
    """Both were asked about their second meeting, which carries the question."""
    return asked_twice(paired)


def test_who_reads_it_is_chosen_before_anything_can_be_typed(asked: Door) -> None:
    asked.click(BEN, OPEN, f"{PAIR.id}:2")
    assert set(fields_of(asked.opened)) == {"visibility"}
    assert "initial_option" not in fields_of(asked.opened)["visibility"], "nothing is chosen beforehand"


@pytest.mark.parametrize("visibility", list(Visibility))
def test_who_reads_it_is_shown_above_the_words(asked: Door, visibility: Visibility) -> None:
    form = choose(asked, BEN, visibility)
    named = {} if visibility is Visibility.PRIVATE else {"partner": at(ANA)}
    assert says(f"words_form.reader_{visibility}", **named) in str(form)


@pytest.mark.parametrize("visibility", [Visibility.PARTNER, Visibility.LEAD])
def test_the_exact_message_is_shown_and_then_held_for_an_hour(asked: Door, visibility: Visibility) -> None:
    preview = write(asked, BEN, visibility, "please let me finish")
    assert "please let me finish" in str(preview)
    assert told(asked) == []
    ack = asked.submit(BEN, preview)
    assert says("done.feedback.on_its_way") in str(ack.view)
    assert asked.order == ["committed", "views.publish", "acked"]
    reader = ANA if visibility is Visibility.PARTNER else LEA
    kind = "feedback" if visibility is Visibility.PARTNER else "help_asked"
    assert told(asked) == [("feedback_held", BEN.id), (kind, reader.id)]
    letter = list(asked.store.state.outbox.values())[-1]
    assert letter.not_before == asked.now + timedelta(hours=1)


def test_what_is_kept_private_is_told_to_nobody_and_stands_in_home(asked: Door) -> None:
    preview = write(asked, BEN, Visibility.PRIVATE, "be braver next time")
    ack = asked.submit(BEN, preview)
    assert says("done.feedback.kept") in str(ack.view)
    assert told(asked) == []
    (call,) = asked.called("views.publish")
    assert (call.arguments["user_id"], "be braver next time" in str(call.view)) == (BEN.slack_id, True)


def test_a_lead_who_is_in_the_pair_is_no_reader(door: Door) -> None:
    with door.store.write() as tx:
        (program,) = tx.programs.of_workspace(BEN.workspace)
        tx.programs.add_lead(program.id, ANA.id, door.now)
        tx.programs.remove_lead(program.id, LEA.id)
    pair_up(door)
    asked_twice(door)
    door.click(BEN, OPEN, f"{PAIR.id}:2")
    ack = door.submit(BEN, door.opened, visibility="lead")
    assert ack.errors == {"visibility": says("refusal.nobody_to_ask")}


@pytest.mark.parametrize(("entered", "field"), [(None, "visibility"), ("everybody", "visibility")])
def test_no_reader_no_words(asked: Door, entered: str | None, field: str) -> None:
    asked.click(BEN, OPEN, f"{PAIR.id}:2")
    assert asked.submit(BEN, asked.opened, visibility=entered).errors == {field: says("field.reader_needed")}


def test_words_without_a_reader_go_nowhere(asked: Door) -> None:
    form = choose(asked, BEN, Visibility.PARTNER)
    tampered = form | {"private_metadata": form["private_metadata"].replace("partner", "everybody")}
    assert asked.submit(BEN, tampered, words="hello").errors == {"words": says("field.reader_needed")}


@pytest.mark.parametrize(
    ("words", "key"),
    [
        (None, "words_needed"),
        ("  \n ", "words_needed"),
        ("\u200b\u200e\ufeff", "words_needed"),
        ("x" * 2001, "words_too_long"),
    ],
)
def test_words_that_nobody_could_read_are_named(asked: Door, words: str | None, key: str) -> None:
    form = choose(asked, BEN, Visibility.PARTNER)
    assert asked.submit(BEN, form, words=words).errors == {"words": says(f"field.{key}")}


@pytest.mark.parametrize(
    "words",
    [
        "x" * 2000,
        "&<>" * 666,
        "<!channel> <!here> <@U0LEA> <https://evil.example|click>",
        "\u202eevil\u202c \u0634\u0643\u0631\u0627",
        "za\u200blgo \U0001f469\u200d\U0001f4bb `code` *bold* _it_",
        "line\r\nline\n\n\n\n\nline",
    ],
)
def test_any_words_survive_all_three_steps(asked: Door, words: str) -> None:
    preview = write(asked, BEN, Visibility.PARTNER, words)
    asked.submit(BEN, preview)
    assert sent(asked).words == words.strip()
    unsafe = [block for block in preview["blocks"] if block["type"] != "rich_text"]
    assert "<!channel>" not in str(unsafe)
    assert "\u202e" not in str(preview)


def test_a_closed_form_loses_nothing(asked: Door) -> None:
    write(asked, BEN, Visibility.PARTNER, "half a thought")
    form = choose(asked, BEN, Visibility.PRIVATE)
    assert fields_of(form)["words"]["initial_value"] == "half a thought"


def test_going_on_with_an_old_form_after_sending_changes_nothing_and_keeps_the_words(asked: Door) -> None:
    form = choose(asked, BEN, Visibility.PARTNER)
    preview = asked.submit(BEN, form, words="first").view
    asked.submit(BEN, preview)
    before = asked.store.state.copy()
    assert asked.submit(BEN, form, words="second").errors == {"words": says("refusal.already_sent")}
    asked.submit(BEN, preview)
    assert says("refusal.already_sent") in asked.shown
    asked.click(BEN, OPEN, f"{PAIR.id}:2")
    assert asked.whispered == says("refusal.already_sent")
    assert asked.store.state == before


def test_words_taken_back_in_time_are_read_by_nobody(asked: Door) -> None:
    held = hold(asked, "please let me finish")
    asked.pass_time(HELD - timedelta(seconds=1))
    for _ in range(2):
        asked.click(BEN, TAKE_BACK, held)
        assert says("answer.took_back") in asked.replaced
    assert sent(asked).state is FeedbackState.TAKEN_BACK
    letters = [entry for entry in asked.store.state.outbox.values() if entry.notice.kind is NoticeKind.FEEDBACK]
    assert [letter.state for letter in letters] == [OutboxState.CANCELLED]


def test_after_the_hour_it_is_too_late(asked: Door) -> None:
    held = hold(asked, "please let me finish")
    asked.pass_time(HELD)
    for action in (TAKE_BACK, CHANGE):
        asked.click(BEN, action, held)
        assert asked.whispered == says("refusal.too_late_to_take_back")
    assert sent(asked).state is FeedbackState.HELD


@pytest.mark.parametrize("who", [ANA, LEA, MAX, TWIN])
@pytest.mark.parametrize("action", [TAKE_BACK, CHANGE])
def test_nobody_takes_back_or_reads_anothers_words(asked: Door, who: Person, action: str) -> None:
    held = hold(asked, "please let me finish")
    asked.click(who, action, held)
    assert asked.whispered == says("refusal.not_your_pair")
    assert "please let me finish" not in asked.shown
    assert sent(asked).state is FeedbackState.HELD


def test_changing_takes_back_and_opens_the_words_filled(asked: Door) -> None:
    held = hold(asked, "please let me finish")
    asked.click(BEN, CHANGE, held)
    assert fields_of(asked.opened)["words"]["initial_value"] == "please let me finish"
    assert asked.order == ["committed", "views.open", "response_url", "acked"]
    preview = asked.submit(BEN, asked.opened, words="let me finish, please").view
    asked.submit(BEN, preview)
    assert (sent(asked).words, sent(asked).state) == ("let me finish, please", FeedbackState.HELD)


def test_a_change_whose_form_cannot_open_says_truly_that_the_words_are_back(asked: Door) -> None:
    held = hold(asked, "please let me finish")
    asked.slack.refuse("views.open", "expired_trigger_id")
    assert asked.click(BEN, CHANGE, held).status == 200
    shown = [call.arguments["text"] for call in asked.called("response_url")]
    assert any(says("answer.took_back") in text and "please let me finish" in text for text in shown)
    assert sent(asked).state is FeedbackState.TAKEN_BACK
    assert len(shown) == 2, "the message as it stands now, and a sentence about the form"


def test_words_of_a_taken_back_answer_can_be_sent_anew(asked: Door) -> None:
    held = hold(asked, "please let me finish")
    asked.click(BEN, TAKE_BACK, held)
    asked.pass_time(timedelta(minutes=1))
    form = choose(asked, BEN, Visibility.PARTNER)
    preview = asked.submit(BEN, form, words="kinder words").view
    asked.submit(BEN, preview)
    assert [kind for kind, _ in told(asked)].count("feedback") == 2


def test_nothing_is_asked_or_sent_after_the_end(asked: Door) -> None:
    form = choose(asked, BEN, Visibility.PARTNER)
    preview = asked.submit(BEN, form, words="too late").view
    end(asked)
    asked.click(BEN, OPEN, f"{PAIR.id}:2")
    assert asked.whispered == says("refusal.pair_ended")
    assert asked.submit(BEN, form, words="too late").errors == {"words": says("refusal.pair_ended")}
    asked.submit(BEN, preview)
    assert says("refusal.pair_ended") in asked.shown
    assert told(asked) == []


@pytest.mark.parametrize("who", [LEA, MAX, TWIN])
def test_nobody_answers_in_anothers_name(asked: Door, who: Person) -> None:
    form = choose(asked, BEN, Visibility.PARTNER)
    preview = asked.submit(BEN, form, words="mine").view
    before = asked.store.state.copy()
    asked.click(BEN, OPEN, f"{PAIR.id}:2")
    reader = asked.opened
    asked.submit(who, reader, visibility="partner")
    assert says("refusal.not_your_pair") in asked.shown
    assert asked.submit(who, form, words="theirs").errors == {"words": says("refusal.not_your_pair")}
    asked.submit(who, preview)
    assert says("refusal.not_your_pair") in asked.shown
    asked.click(who, OPEN, f"{PAIR.id}:2")
    assert asked.whispered == says("refusal.not_your_pair")
    assert asked.store.state == before


def test_the_partner_answers_their_own_question_and_does_not_see_the_others(asked: Door) -> None:
    write(asked, BEN, Visibility.PARTNER, "Ben's words")
    form = choose(asked, ANA, Visibility.PARTNER)
    assert "initial_value" not in fields_of(form)["words"]
    assert "Ben's words" not in asked.shown


def test_a_private_note_is_thrown_away_from_home_after_a_second_look(asked: Door) -> None:
    asked.submit(BEN, write(asked, BEN, Visibility.PRIVATE, "I am lost"))
    (call,) = asked.called("views.publish")
    (note,) = button_values(call.view, "note_discard")
    asked.click(LEA, "note_discard", note, inside="home")
    assert says("refusal.not_your_pair") in asked.shown
    asked.click(BEN, "note_discard", note, inside="home")
    assert "I am lost" in str(asked.opened)
    asked.submit(BEN, asked.opened)

    assert says("done.feedback.discarded") in asked.shown
    assert sent(asked).words == ""
