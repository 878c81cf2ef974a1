"""The shortest mentorship a program can offer, lived to its planned end; and a profile that changed while nobody
listened."""

from dataclasses import replace
from datetime import timedelta

from bot.views.modals.program import LENGTHS
from sandbox import Message
from tests.journeys.town import Town, accepted

WEEKS = min(LENGTHS)
CLOSES_IN = "is planned to end on"
ENDED = "has come to its planned end"


def set_up_the_shortest(town: Town) -> None:
    """Lea's program of the fewest weeks the form offers."""
    lea = town.person("lea")
    form = lea.command("/mentor", "program").view
    assert form is not None
    lea.fill({"name": "Harbour", "digest_channel": town.channel, "weeks": str(WEEKS)})
    accepted(lea.submit())
    town.join("ana", "mentor", offers="Ten years of shipping")
    town.join("ben", "mentee", wants="To lead a project")


def told(town: Town, words: str) -> dict[str, list[Message]]:
    """The DMs of each of the two with these words."""
    return {name: [each for each in town.person(name).dm if words in each.text] for name in ("ana", "ben")}


def counts(town: Town, words: str) -> dict[str, int]:
    """How many."""
    return {name: len(found) for name, found in told(town, words).items()}


def test_a_short_mentorship_is_lived_before_it_is_closed(town: Town) -> None:
    set_up_the_shortest(town)
    town.pair()
    assert "To lead a project" in town.group()[0].text
    ends_on = town.clock.now().date() + timedelta(weeks=WEEKS)

    town.pass_days(2)
    assert counts(town, CLOSES_IN) == {"ana": 0, "ben": 0}, "no farewell on the first days"
    town.met("ana")
    town.pass_days(WEEKS * 7 - 16 - (town.clock.now().date() - (ends_on - timedelta(weeks=WEEKS))).days)
    assert counts(town, CLOSES_IN) == {"ana": 0, "ben": 0}
    town.pass_days(4)
    assert counts(town, CLOSES_IN) == {"ana": 1, "ben": 1}, "in the last quarter, once to each"
    assert counts(town, ENDED) == {"ana": 0, "ben": 0}
    town.build_anew()
    town.pass_days(15)
    assert counts(town, CLOSES_IN) == {"ana": 1, "ben": 1}
    assert counts(town, ENDED) == {"ana": 1, "ben": 1}
    for name, partner in (("ana", "ben"), ("ben", "ana")):
        (farewell,) = told(town, ENDED)[name]
        assert f"<@{town.ids[partner]}>" in farewell.text
        assert town.person(name).dm[-1] == farewell, "and nothing after it"
    town.pass_days(30)
    assert town.check_in("ana") is None
    assert town.check_in("ben") is None


def zone_of(town: Town, name: str) -> str:
    """Where the bot believes somebody to be."""
    with town.bot.deps.reading() as work:
        found = work.tx.people.find(town.ws.team_id, town.ids[name])
    assert found is not None
    return found.tz


def test_a_change_of_profile_that_was_missed_is_taken_over_when_home_is_opened(town: Town) -> None:
    town.set_up()
    town.pair()
    # Slack knows it, and no event tells of it.
    town.ws.people[town.ids["ben"]] = replace(town.ws.person(town.ids["ben"]), tz="Pacific/Auckland")
    town.pass_days(1)
    assert zone_of(town, "ben") == "America/New_York"

    ben = town.person("ben")
    ben.open_home()
    town.server.wait(lambda: zone_of(town, "ben") == "Pacific/Auckland")
    assert zone_of(town, "ana") == "Europe/Madrid"
    asked = town.next_check_in("ben")
    hour = town.clock.now().fromtimestamp(float(asked.ts), town.clock.now().tzinfo) + timedelta(hours=13)
    assert hour.weekday() < 5
    assert 9 <= hour.hour < 17, "the next question comes in the new zone's working hours"
