"""A goal from the first meeting to the channel: looked at after six weeks, reached, told, and celebrated by both."""

from tests.journeys.town import A_MOMENT, Town, actions


def test_a_goal_is_looked_at_reached_and_celebrated_only_with_both(town: Town) -> None:
    town.set_up()
    town.pair()
    town.met("ben")
    town.write_goal("Lead the invoice project")
    town.pass_days(43)
    asked = town.met("ben")
    ben, ana = town.person("ben"), town.person("ana")
    assert "Lead the invoice project" in asked.text
    ben.click(asked, "goal_reached")
    ben.click(town.current("ben", asked), "goal_tell_bot")
    town.bot.settle()
    told = town.group()[-1]
    assert "Lead the invoice project" in told.text
    town.pass_days(A_MOMENT)
    ben.click(town.current("ben", asked), "goal_reopen")
    town.pass_days(A_MOMENT)
    assert "not reached yet after all" in town.group("ana")[-1].text
    assert "already settled" in ana.click(told, "celebrate").messages[-1].text
    ben.click(town.current("ben", asked), "goal_reached")
    ben.click(town.current("ben", asked), "goal_tell_bot")
    town.pass_days(A_MOMENT)
    told = town.group()[-1]
    lea = town.person("lea")
    before = len(lea.messages(town.channel))

    ben.click(told, "celebrate")
    town.build_anew()
    town.pass_days(0.1)
    assert len(lea.messages(town.channel)) == before, "one yes posts nothing"
    ana.click(town.current("ana", told), "celebrate")
    assert "celebrate_not" in actions(town.current("ana", told))
    town.pass_days(0.1)
    posted = lea.messages(town.channel)[-1]
    assert len(lea.messages(town.channel)) == before + 1
    assert f"<@{town.ids['ben']}> has reached a goal" in posted.text
    assert "invoice" not in posted.text
