"""The kickoff and the living agreement, over the real socket."""

from sandbox import Message, View
from tests.journeys.town import A_MOMENT, Town, accepted, actions

ITEMS = ("role", "rhythm", "minutes", "style", "between", "answer_time", "agenda", "feedback", "language")
FIVE = {"role": "coaching", "rhythm": "weekly", "minutes": "90", "agenda": "turns", "language": "es"}


def top(town: Town, name: str) -> View:
    """The form somebody has before them."""
    view = town.person(name).view
    assert view is not None
    return view


def asked_to_settle(view: View) -> list[str]:
    """The items that a form has a menu for."""
    return [str(block["block_id"]) for block in view.blocks if block["type"] == "input" and block["block_id"] in ITEMS]


def newest(town: Town, action: str) -> Message:
    """The newest message in the pair's conversation with that button."""
    return [message for message in town.group("ana") if action in actions(message)][-1]


def amend(town: Town, name: str, **lines: object) -> None:
    """Somebody changes lines of the agreement in force."""
    who = town.person(name)
    who.click(newest(town, "agreement_edit"), "agreement_edit")
    who.fill(lines)
    accepted(who.submit())
    town.pass_days(A_MOMENT)


def sign_newest(town: Town, name: str) -> None:
    """Somebody reads the newest version and signs it."""
    who = town.person(name)
    who.click(newest(town, "agreement_open"), "agreement_open")
    accepted(who.submit())
    town.pass_days(A_MOMENT)


def test_a_kickoff_with_five_differences_becomes_an_agreement_that_both_sign(town: Town) -> None:
    town.set_up()
    town.pair()
    town.kickoff("ana", **FIVE)
    assert len(town.group()) == 1, "nothing tells that one of them has answered"
    ben = town.person("ben")
    ben.click(town.group("ben")[0], "kickoff_open")
    assert option_chosen(top(town, "ben"), "role") == "sounding_board", "what most pairs choose, not what she chose"
    choose(town, "ben", "feedback", "in_writing")
    ben.close_view()
    town.build_anew()
    ben.click(town.group("ben")[0], "kickoff_open")
    assert option_chosen(top(town, "ben"), "feedback") == "in_writing", "a form that was closed lost nothing"
    choose(town, "ben", "feedback", "direct")
    accepted(ben.submit())
    town.pass_days(A_MOMENT)

    assert asked_to_settle(top(town, "ben")) == [item for item in ITEMS if item in FIVE]
    assert ben.submit().errors.keys() == FIVE.keys(), "each is to be settled"
    ben.close_view()
    assert "Both answers are in" in town.group("ana")[-1].text
    ana = town.person("ana")
    ana.click(town.group("ana")[-1], "kickoff_open")
    ana.fill({"role": "coaching", "rhythm": "monthly", "minutes": "45", "agenda": "turns", "language": "open"})
    accepted(ana.submit())
    town.pass_days(A_MOMENT)
    ben.click(town.group("ben")[-1], "agreement_open")
    shown = top(town, "ben").shown()
    for words in ("Coaching", "every four weeks", "45 minutes", "We take turns", "We will see"):
        assert words in shown
    accepted(ben.submit())
    town.pass_days(A_MOMENT)
    assert "You meet every four weeks" in town.group("ben")[-1].text


def choose(town: Town, name: str, item: str, code: str) -> None:
    """One choice in the kickoff's form."""
    town.person(name).enter((item, "kickoff_choice"), code)


def option_chosen(view: View, item: str) -> str:
    """What a menu of the kickoff stands on when it is opened."""
    element = next(block["element"] for block in view.blocks if block.get("block_id") == item)
    return str(element["initial_option"]["value"])


def test_with_a_silent_side_the_other_starts_alone_and_the_silent_one_changes_a_line_later(town: Town) -> None:
    town.set_up()
    town.pair()
    town.kickoff("ben", agenda="turns", rhythm="weekly")
    town.pass_days(9)
    ben, ana = town.person("ben"), town.person("ana")
    assert not any("kickoff_alone" in actions(message) for message in ben.dm), "seven working days are not over"
    town.build_anew()
    offer = next_offer(town)
    assert not any("kickoff_alone" in actions(message) for message in ana.dm)
    ben.click(offer, "kickoff_alone")
    town.pass_days(A_MOMENT)
    drafted = town.group("ana")[-1]
    assert {"agreement_open", "agreement_edit"} <= actions(drafted)
    for word in ("silent", "late", "not answered", "without you"):
        assert word not in drafted.text + offer.text
    ana.click(drafted, "agreement_edit")
    ana.fill({"agenda": "mentee"})
    accepted(ana.submit())
    town.pass_days(A_MOMENT)
    sign_newest(town, "ben")
    assert "You meet every week" in town.group("ben")[-1].text
    town.pass_days(30)
    assert sum("kickoff_alone" in actions(message) for message in ben.dm) <= 1


def next_offer(town: Town) -> Message:
    """Time passes until Ben is offered to start alone."""
    for _ in range(10):
        town.pass_days(1)
        if offers := [message for message in town.person("ben").dm if "kickoff_alone" in actions(message)]:
            return offers[-1]
    raise AssertionError("nobody was offered to start alone")


def test_of_two_amendments_one_is_signed_and_one_is_kept_as_it_was(town: Town) -> None:
    town.set_up()
    town.pair()
    town.sign()
    amend(town, "ana", rhythm="weekly", reason="More to talk about than we thought")
    proposed = town.group("ben")[-1]
    assert "every two weeks → every week" in proposed.text
    assert "More to talk about than we thought" in proposed.text
    sign_newest(town, "ben")
    assert "You meet every week" in town.group("ben")[-1].text

    amend(town, "ben", minutes="90")
    ana, ben = town.person("ana"), town.person("ben")
    kept_by = newest(town, "agreement_keep")
    assert ana.click(kept_by, "agreement_keep").warning is None
    town.pass_days(A_MOMENT)
    last = town.group("ben")[-1].text
    assert "stays as it is: version 2 holds" in last
    assert town.ids["ana"] not in last
    assert town.ids["ben"] not in last

    town.build_anew()
    ben.open_home()
    town.server.wait(lambda: ben.home is not None and "version 2, signed by both" in ben.home.shown())
    home = ben.home
    assert home is not None
    ben.click(home, "version_open")
    assert "Not taken up" in top(town, "ben").shown()
    ben.click(top(town, "ben"), "version_open")
    shown = top(town, "ben").shown()
    assert "every two weeks → every week" in shown
    assert "More to talk about than we thought" in shown
    ben.click(top(town, "ben"), "version_open")
    assert "version 1" in top(town, "ben").shown().lower()
    ben.click(top(town, "ben"), "version_newer")
    assert "every two weeks → every week" in top(town, "ben").shown()
