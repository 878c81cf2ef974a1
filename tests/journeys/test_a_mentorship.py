"""One pair's mentorship, from joining to the leads' digest."""

from datetime import timedelta

from tests.journeys.town import Town, actions


def test_a_pair_lives_from_joining_to_growth(town: Town) -> None:
    town.set_up()
    town.pair()
    introduction = town.group()[0]
    assert introduction.text.startswith("I hold no permission to read this conversation")
    assert "To lead a project" in introduction.text
    assert "Ten years of shipping" in introduction.text
    town.sign()
    town.met("ana")
    town.met("ben")
    town.write_goal()
    town.build_anew()
    proposed = town.met("ana")
    assert "stage_yes" in actions(proposed)
    ana = town.person("ana")
    ana.click(proposed, "stage_yes")
    town.met("ben")
    town.pass_days(8)
    history = town.person("ben").command("/mentor", "stage").messages[-1].text
    assert "from initiation to growth" in history


def test_one_things_words_reach_the_partner_once_and_exactly(town: Town) -> None:
    town.set_up()
    town.pair()
    town.met("ben")
    asked = town.met("ben")
    assert "question_open" in actions(asked)
    ben = town.person("ben")
    ben.click(asked, "question_open")
    ben.fill({"visibility": "partner"})
    ben.submit()
    ben.fill({"words": "Ask me <!channel> harder *questions* & wait"})
    preview = ben.submit().view
    assert preview is not None
    assert "Ask me <!channel> harder *questions* & wait" in preview.shown()
    ben.submit()
    town.pass_days(0)
    before = len(town.person("ana").dm)
    town.pass_days(0.03)
    assert len(town.person("ana").dm) == before
    town.pass_days(0.02)
    letters = [each for each in town.person("ana").dm if "harder" in each.text]
    assert len(letters) == 1
    assert "<!channel>" not in letters[0].text
    town.build_anew()
    town.pass_days(1)
    assert len([each for each in town.person("ana").dm if "harder" in each.text]) == 1


def test_words_taken_back_reach_nobody(town: Town) -> None:
    town.set_up()
    town.pair()
    town.met("ben")
    asked = town.met("ben")
    ben = town.person("ben")
    ben.click(asked, "question_open")
    ben.fill({"visibility": "partner"})
    ben.submit()
    ben.fill({"words": "Something hasty"})
    ben.submit()
    ben.submit()
    town.bot.settle()
    receipt = ben.dm[-1]
    ben.click(receipt, "feedback_take_back")
    assert "took these words back" in town.current("ben", receipt).text
    again = ben.click(receipt, "feedback_take_back", stale=True)
    assert again.warning is None
    town.pass_days(3)
    assert all("hasty" not in each.text for each in town.person("ana").dm)


def test_the_digest_counts_and_names_nobody_in_the_channel(town: Town) -> None:
    town.set_up()
    town.pair()
    town.pass_days(35)
    lea = town.person("lea")
    digest = lea.messages(town.channel)[-1]
    assert "1 pair may need someone" in digest.text
    assert town.ids["ana"] not in digest.text + str(digest.blocks)
    seen = lea.click(digest, "digest_needs").messages[-1]
    assert f"<@{town.ids['ana']}>" in seen.text
    ben = town.person("ben")
    ben.open_home()
    town.server.wait(lambda: ben.home is not None and "A lead looked" in ben.home.shown())


def test_leaving_ends_it_in_the_words_that_were_shown(town: Town) -> None:
    town.set_up()
    town.pair()
    ana = town.person("ana")
    form = ana.command("/mentor", "leave").view
    assert form is not None
    shown = form.shown()
    ana.submit()
    town.pass_days(1)
    farewell = town.person("ben").dm[-1].text
    read = [line for line in farewell.split("\n") if not line.startswith("You can choose")]
    assert len(read) == 3
    assert "\n".join(read) in shown.replace("@Ana", f"<@{town.ids['ana']}>")
    assert town.check_in("ben") is None
    town.pass_days(40)
    assert town.check_in("ben") is None


def test_nothing_unasked_comes_outside_the_window(town: Town) -> None:
    town.set_up()
    town.pair()
    town.sign()
    town.pass_days(60)
    for name, hours in (("ana", 1), ("ben", -5)):
        for message in town.person(name).dm:
            if "check_in_met" in actions(message):
                at = town.clock.now().fromtimestamp(float(message.ts), town.clock.now().tzinfo) + timedelta(hours=hours)
                assert at.weekday() < 5
                assert 9 <= at.hour < 17
