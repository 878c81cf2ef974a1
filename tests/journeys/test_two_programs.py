"""Two programs in one workspace: a mentor of both has one week, and each lead sees their own program alone."""

from collections import Counter
from datetime import timedelta

from bot.domain.notices import NoticeKind
from bot.domain.pairs import Side
from tests.journeys.lives import GLAD, hold_the_caps, hold_the_hours, live, table, unasked, words
from tests.journeys.town import A_MOMENT, Town, accepted
from tests.support.showing import Shown

WEEKS = 10
IN_HARBOUR, IN_NURSERY = ("ben", "kim"), ("liv",)
EVERYBODY = ("ana", *IN_HARBOUR, *IN_NURSERY)


def move_in(town: Town) -> None:
    """Kim and Liv want a mentor, and Lou, an admin, will lead something."""
    for name in ("kim", "liv"):
        town.ids[name] = town.ws.add_person(name, real_name=name.title(), tz="Europe/Madrid", locale="en-GB").id
    town.ids["lou"] = town.ws.add_person("lou", real_name="Lou", tz="Europe/Berlin", locale="en-GB", is_admin=True).id


def open_nursery(town: Town) -> str:
    """Lou sets up a second program; its channel."""
    channel = town.ws.add_channel("nursery-leads", members=[town.ids["lou"]], bot_is_member=True).id
    lou = town.person("lou")
    lou.command("/mentor", "program new")
    lou.fill({"name": "harbour", "digest_channel": channel})
    assert "Choose a name that tells the two apart." in str(lou.submit().errors)
    lou.fill({"name": "Nursery"})
    accepted(lou.submit())
    return channel


def join(town: Town, name: str, typed: str, **entered: str) -> None:
    """Somebody joins, by a line they type or by the menu of the form."""
    who = town.person(name)
    who.command("/mentor", typed)
    who.fill({"wants": "To grow", "offers": "Ten years of shipping", **entered})
    accepted(who.submit())


def pair(town: Town, lead: str, mentee: str) -> str:
    """A lead brings Ana and somebody together; what the lead is told."""
    said = town.person(lead).command("/mentor", f"pair @ana @{mentee}")
    for side in ("ana", mentee):
        town.pass_days(A_MOMENT)
        who = town.person(side)
        who.click(who.dm[-1], "proposal_yes")
    town.bot.settle()
    return said.messages[-1].text


def programs_of(town: Town) -> dict[str, str]:
    """The program of each mentee's pair."""
    with town.bot.deps.reading() as work:
        ana = work.tx.people.find(town.ws.team_id, town.ids["ana"])
        assert ana is not None
        facts = work.tx.pairs.facts(work.tx.pairs.of_person(ana.id)).values()
    return {each.person(Side.MENTEE).name.lower(): each.program.terms.name for each in facts}


def who_needs_someone(town: Town, lead: str, channel: str) -> str:
    """What *Show who* under the last digest answers the lead."""
    who = town.person(lead)
    digest = next(each for each in reversed(who.messages(channel)) if each.buttons())
    return words(who.click(digest, "digest_needs").messages)


def test_a_mentor_in_two_programs_has_one_week_and_each_lead_sees_their_own(town: Town, shown: Shown) -> None:
    town.set_up()
    move_in(town)
    nursery = open_nursery(town)
    join(town, "ana", "join", role="mentor")
    join(town, "kim", "join harbour", role="mentee")
    join(town, "liv", "join Nursery", role="mentee")
    assert "Program: Harbour." in pair(town, "lea", "ben").replace("*", "")
    pair(town, "lea", "kim")
    assert "Program: Nursery." in pair(town, "lou", "liv").replace("*", "")
    assert programs_of(town) == {"ben": "Harbour", "kim": "Harbour", "liv": "Nursery"}

    live(town, WEEKS, dict.fromkeys(EVERYBODY, GLAD))

    shown(table(town, "a mentor in two programs", *EVERYBODY))
    hold_the_caps(town, *EVERYBODY)
    hold_the_hours(town, *EVERYBODY)
    assert max(Counter(each.week for each in unasked(town, "ana")).values()) == 1, "over both programs together"
    assert NoticeKind.BUNDLE in {each.kind for each in unasked(town, "ana")}
    for lead, channel, theirs, others in (
        ("lea", town.channel, IN_HARBOUR, IN_NURSERY),
        ("lou", nursery, IN_NURSERY, IN_HARBOUR),
    ):
        seen = who_needs_someone(town, lead, channel)
        assert [name for name in theirs if f"<@{town.ids[name]}>" in seen] == list(theirs)
        assert [name for name in others if f"<@{town.ids[name]}>" in seen] == []
        assert "Only a lead" in town.person(lead).command("/mentor", f"digest {_other(lead)}").messages[-1].text


def test_leaving_one_of_two_programs_leaves_the_other(town: Town) -> None:
    town.set_up()
    move_in(town)
    open_nursery(town)
    join(town, "ana", "join", role="mentor")
    join(town, "liv", "join nursery", role="mentee")
    town.pair()
    pair(town, "lou", "liv")
    ana = town.person("ana")
    asked = ana.command("/mentor", "leave").messages[-1].text
    assert "`/mentor leave Harbour`" in asked

    ana.command("/mentor", "leave Nursery")
    accepted(ana.submit())
    town.pass_days(A_MOMENT)

    assert programs_of(town) == {"ben": "Harbour"}
    assert f"<@{town.ids['ana']}>" in town.person("liv").dm[-1].text
    live(town, 2, {"ana": GLAD, "ben": GLAD})
    late = town.clock.now() - timedelta(weeks=2)
    assert [each for each in unasked(town, "liv") if each.at > late] == []
    assert unasked(town, "ben") != []


def _other(lead: str) -> str:
    return "Nursery" if lead == "lea" else "Harbour"
