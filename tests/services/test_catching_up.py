"""Laws of catching up: a profile that changed unseen, words that outlive their pair, numbers that give nobody away."""

from dataclasses import replace
from uuid import UUID

import pytest

from bot.domain.digest import DigestCounts
from bot.domain.feedback import FeedbackState
from bot.domain.notices import GiveUp, NoticeKind, ToPerson
from bot.domain.people import Profile
from bot.domain.programs import Role
from bot.domain.questions import Visibility
from bot.domain.scenes import HomeScene
from bot.services import digests, enrolments, homes, programs
from bot.services.work import Work
from tests.services.house import House, actor, profile
from tests.support.people_of_the_house import WORKSPACE

MOVED = Profile(slack_id="U0BEN", name="Benno", tz="Pacific/Auckland", locale="de-DE")


def home(house: House, name: str) -> HomeScene:
    """What somebody sees."""
    with house.reading() as work:
        return homes.read_home(work, actor(name))


def test_joining_takes_over_today_s_name_zone_and_language(house: House, pair: UUID) -> None:
    before = house.person("Ben")
    form = enrolments.JoinForm(role=Role.MENTEE, wants="more", offers="")
    with house.work() as work:
        enrolments.join(work, actor("Ben"), MOVED, form)

    ben = house.facts(pair).mentee
    assert (ben.id, ben.name, ben.tz, ben.locale) == (before.id, "Benno", "Pacific/Auckland", "de-DE")
    assert replace(ben, name=before.name, tz=before.tz, locale=before.locale) == before, "nothing else changed"


def test_who_is_met_again_with_an_open_account_is_active_again(house: House) -> None:
    house.refresh(replace(profile("Ben"), is_deleted=True))
    house.join("Ben", Role.MENTEE)

    assert not house.person("Ben").is_deactivated


@pytest.mark.parametrize(
    ("seen", "outdated"),
    [
        (profile("Ben"), False),
        (replace(profile("Ben"), is_admin=True), False),
        (replace(profile("Ben"), name="Benno"), True),
        (replace(profile("Ben"), tz="Asia/Tokyo"), True),
        (replace(profile("Ben"), locale="ja-JP"), True),
        (replace(profile("Ben"), is_deleted=True), True),
        (profile("Nobody", tz="Asia/Tokyo"), False),
    ],
)
def test_only_what_the_bot_keeps_of_somebody_it_met_can_be_outdated(
    house: House, seen: Profile, outdated: bool
) -> None:
    with house.reading() as work:
        assert enrolments.is_outdated(work, WORKSPACE, seen) == outdated
        assert not enrolments.is_outdated(work, "T0OTHER", seen)
    house.refresh(seen)
    with house.reading() as work:
        assert not enrolments.is_outdated(work, WORKSPACE, seen), "once taken over it is up to date"


def test_a_profile_that_says_nothing_new_replans_nothing(house: House, pair: UUID) -> None:
    before = house.state.copy()

    def refresh(seen: Profile) -> None:
        with house.store.write() as tx:
            enrolments.refresh(Work(tx=tx, prompts=(), now=house.now), WORKSPACE, seen)

    refresh(profile("Ben"))
    assert house.state == before, "without a prompt, planning anew would have dropped what is open"
    refresh(MOVED)
    assert house.state.occurrences != before.occurrences


def test_what_somebody_kept_outlives_its_pair_on_their_home_alone(house: House, pair: UUID) -> None:
    house.live(9)
    kept = house.send("Ben", house.write("Ben", pair, visibility=Visibility.PRIVATE, words="ask about money").id)
    house.write("Ana", pair, words="half a sen")
    assert home(house, "Ben").past == ()
    house.leave("Ana")

    (past,) = home(house, "Ben").past
    assert (past.kept, past.facts.pair.id, past.next_check_in, past.looks) == ((kept,), pair, None, ())
    assert home(house, "Ben").pairs == ()
    assert [each.kept for each in home(house, "Ana").past] == [()], "she sees that it is past, and none of his words"
    for name in ("Lea", "Nobody"):
        assert home(house, name).past == ()


def test_notes_of_two_pairs_stay_with_their_own(house: House, pair: UUID) -> None:
    house.live(9)
    first = house.send("Ben", house.write("Ben", pair, visibility=Visibility.PRIVATE, words="of Ana").id)
    house.leave("Ana")
    house.join("Kim", Role.MENTOR)
    second_pair = house.start("Kim", "Ben")
    house.live(9)
    second = house.send("Ben", house.write("Ben", second_pair, visibility=Visibility.PRIVATE, words="of Kim").id)

    seen = home(house, "Ben")
    assert [(each.facts.pair.id, each.kept) for each in seen.pairs] == [(second_pair, (second,))]
    assert [(each.facts.pair.id, each.kept) for each in seen.past] == [(pair, (first,))]


@pytest.mark.parametrize("leaver", ["Ana", "Ben"])
def test_words_sent_to_a_partner_arrive_although_the_pair_ends_within_the_hour(
    house: House, pair: UUID, leaver: str
) -> None:
    house.live(9)
    words = house.send("Ben", house.write("Ben", pair, words="thank you").id)
    house.go(minutes=30)
    house.leave(leaver)
    assert NoticeKind.FEEDBACK not in {notice.kind for notice in house.deliver()}
    house.go(minutes=30)
    letters = [notice for notice in house.deliver() if notice.kind is NoticeKind.FEEDBACK]

    assert [letter.to for letter in letters] == [ToPerson(person=house.person("Ana").id)]
    assert house.state.feedback[words.id].state is FeedbackState.DELIVERED


def test_a_lead_s_own_pair_is_in_no_number_but_stage_and_status(house: House, pair: UUID) -> None:
    house.go(days=8)
    house.tick_all()
    for entry in house.claim():
        house.record(entry, GiveUp(reason="user_disabled"))
    house.go(hours=1)
    with house.reading() as work:
        before = digests.read_digest(work, actor("Lea"))[1]
    assert (before.unsigned, before.unreachable, before.asked, before.expected) == (1, 2, 2, 1)
    with house.work() as work:
        programs.appoint_lead(work, actor("Lea"), profile("Ana"))

    with house.reading() as work:
        assert digests.read_digest(work, actor("Lea"))[1] == DigestCounts(initiation=1)
