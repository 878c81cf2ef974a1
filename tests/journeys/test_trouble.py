"""What goes wrong in a workspace, and who is told how to mend it."""

from sandbox import Fault
from tests.journeys.town import Town


def test_a_digest_without_its_channel_waits_for_a_lead(town: Town) -> None:
    town.set_up()
    town.ws.kick_bot(town.channel)
    town.pass_days(8)
    lea = town.person("lea")
    told = lea.dm[-1]
    assert "invite" in told.text.lower()
    town.ws.invite(town.channel, town.ws.bot_user_id)
    lea.click(told, "post_again")
    town.bot.settle()
    assert "week in numbers" in lea.messages(town.channel)[-1].text
    again = lea.click(told, "post_again", stale=True)
    assert again.warning is None
    town.bot.settle()
    assert len(lea.messages(town.channel)) == 1


def test_a_leaver_ends_with_grace_and_the_partner_is_told(town: Town) -> None:
    town.set_up()
    town.pair()
    town.ws.change_person(town.ids["ana"], deleted=True)
    town.server.wait(lambda: _ended(town))
    town.pass_days(1)
    assert f"<@{town.ids['ana']}>" in town.person("ben").dm[-1].text
    assert any("ended" in message.text for message in town.person("lea").dm)


def _ended(town: Town) -> bool:
    with town.bot.deps.reading() as work:
        ben = work.tx.people.find(town.ws.team_id, town.ids["ben"])
        return ben is not None and not work.tx.pairs.of_person(ben.id)


def test_what_slack_refuses_for_now_arrives_later_and_once(town: Town) -> None:
    town.set_up()
    town.pair()
    town.ws.faults.add(Fault(method="chat.postMessage", kind="ratelimited", times=3))
    asked = town.next_check_in("ben")
    town.pass_days(2)
    assert sum("Have you and" in message.text for message in town.person("ben").dm) == 1
    assert town.check_in("ben") == asked


def test_a_question_whose_answer_was_lost_is_asked_once_more_and_never_again(town: Town) -> None:
    town.set_up()
    town.pair()
    town.pass_days(6.95)  # past the digest, before the check-ins
    town.ws.faults.add(Fault(method="chat.postMessage", kind="drop_after_accept", times=1))
    town.next_check_in("ana")
    town.next_check_in("ben")
    town.pass_days(2)
    asked = [message for name in ("ana", "ben") for message in town.person(name).dm if "Have you and" in message.text]
    assert len(asked) == 3
    for message in asked[:2]:
        town.person("ana" if message in town.person("ana").dm else "ben").click(message, "check_in_met")


def test_a_digest_whose_answer_was_lost_is_for_a_lead_to_decide(town: Town) -> None:
    town.set_up()
    town.ws.faults.add(Fault(method="chat.postMessage", kind="drop_after_accept", times=1))
    town.pass_days(8)
    lea = town.person("lea")
    assert len(lea.messages(town.channel)) == 1
    assert "may not have arrived" in lea.dm[-1].text


def test_a_button_of_a_pair_that_ended_answers_with_a_sentence(town: Town) -> None:
    town.set_up()
    town.pair()
    asked = town.next_check_in("ben")
    ana = town.person("ana")
    ana.command("/mentor", "leave")
    ana.submit()
    answer = town.person("ben").click(asked, "check_in_met")
    assert answer.warning is None


def test_an_outsider_gets_usage_and_no_ones_business(town: Town) -> None:
    town.set_up()
    town.pair()
    outsider = town.person("max")
    for words in ("", "help", "nonsense", "stage", "pair @ana @ben", "digest", "program", "lead add @max", "leave"):
        answer = outsider.command("/mentor", words)
        assert answer.warning is None
        assert answer.messages, words
        assert "Ben" not in answer.messages[-1].shown().replace("@Ben`", "")
