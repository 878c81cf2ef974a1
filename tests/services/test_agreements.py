"""Laws of the agreement: versions, two signatures, and the rhythm that follows from them."""

from datetime import date, time, timedelta
from uuid import UUID

import pytest

from bot.domain import errors
from bot.domain.facts import OccurrenceState
from bot.domain.notices import NoticeKind, ToPair
from bot.domain.programs import Rhythm
from bot.services import agreements
from tests.services.house import House, actor
from tests.support.papers_of_the_house import agreed

WEEKLY = agreed(rhythm=Rhythm.WEEKLY, ends_on=None, weekday=1, at=time(14))


def test_a_draft_is_signed_by_its_drafter_and_told_to_both(house: House, pair: UUID) -> None:
    version = house.draft("Ben", pair)

    assert (version.version, version.is_signed, version.is_signed_by(house.person("Ben").id)) == (1, False, True)
    (told,) = house.entries(NoticeKind.AGREEMENT_DRAFTED)
    assert (told.notice.to, told.notice.facts) == (ToPair(pair=pair), {"version": 1})
    assert house.facts(pair).pair.rhythm is Rhythm.FORTNIGHTLY, "a draft binds nobody"


def test_with_both_signatures_rhythm_end_and_slot_take_effect(house: House, pair: UUID) -> None:
    house.draft("Ben", pair, WEEKLY)
    assert house.sign("Ana", pair).is_signed

    facts = house.facts(pair)
    assert (facts.pair.rhythm, facts.pair.ends_on) == (Rhythm.WEEKLY, None)
    assert facts.terms == WEEKLY
    assert len(house.entries(NoticeKind.AGREEMENT_SIGNED)) == 1
    schedule = facts.schedule()
    assert schedule is not None
    assert schedule.first().weekday() == 1


def test_nobody_signs_twice_nor_what_is_not_there_nor_an_old_version(house: House, pair: UUID) -> None:
    with pytest.raises(errors.NotReadyToSign):
        house.sign("Ana", pair)
    house.draft("Ben", pair)
    with pytest.raises(errors.AlreadySigned):
        house.sign("Ben", pair)
    with pytest.raises(errors.AgreementChanged):
        house.sign("Ana", pair, 2)
    house.draft("Ana", pair, WEEKLY, based_on=1)
    with pytest.raises(errors.AgreementChanged):
        house.sign("Ana", pair, 1)
    house.sign("Ben", pair, 2)
    with pytest.raises(errors.AlreadySigned):
        house.sign("Ben", pair, 2)

    assert [(each.version, each.is_signed) for each in house.facts(pair).agreements] == [(1, False), (2, True)]


def test_a_changed_line_is_a_new_version_that_both_sign_again(house: House, pair: UUID) -> None:
    house.draft("Ben", pair)
    house.sign("Ana", pair)
    house.go(days=3)
    house.draft("Ana", pair, WEEKLY, based_on=1)

    facts = house.facts(pair)
    assert (facts.terms, facts.pair.rhythm) == (agreed(), Rhythm.FORTNIGHTLY), "the signed version stays in force"
    house.sign("Ben", pair, 2)
    assert house.facts(pair).terms == WEEKLY
    assert [each.version for each in house.facts(pair).agreements] == [1, 2]


def test_what_was_on_screen_must_be_the_newest(house: House, pair: UUID) -> None:
    house.draft("Ben", pair)
    for based_on in (0, 2):
        with pytest.raises(errors.AgreementChanged):
            house.draft("Ana", pair, WEEKLY, based_on)


def test_saving_without_a_change_signs_and_a_second_click_changes_nothing(house: House, pair: UUID) -> None:
    first = house.draft("Ben", pair)
    before = house.state.copy()
    assert house.draft("Ben", pair, based_on=1) == first
    assert house.state == before

    assert house.draft("Ana", pair, based_on=1).is_signed
    before = house.state.copy()
    assert house.draft("Ana", pair, based_on=1).is_signed
    assert house.state == before


def test_lines_that_cannot_hold_are_refused(house: House, pair: UUID) -> None:
    with pytest.raises(errors.TermsRefused) as refusal:
        house.draft("Ben", pair, agreed(review_on=date(2026, 3, 2), weekday=6))
    assert set(refusal.value.fields) == {"review_on", "weekday"}
    assert house.facts(pair).agreements == ()


def test_nothing_is_agreed_before_a_pair_starts_nor_after_it_ended(house: House) -> None:
    pair = house.propose()
    for act in (lambda: house.draft("Ana", pair), lambda: house.sign("Ana", pair), lambda: read(house, pair)):
        with pytest.raises(errors.PairEnded):
            act()
    house.accept("Ana", pair)
    house.accept("Ben", pair)
    assert read(house, pair) == pair
    house.leave("Ana")
    for act in (lambda: house.draft("Ben", pair), lambda: house.sign("Ben", pair), lambda: read(house, pair)):
        with pytest.raises(errors.PairEnded):
            act()


def read(house: House, pair: UUID) -> UUID:
    """Ana opens the form."""
    with house.reading() as work:
        return agreements.read_agreement(work, actor("Ana"), pair).pair.id


def test_who_has_not_signed_the_newest_version_is_reminded_once(house: House, pair: UUID) -> None:
    house.draft("Ben", pair)
    house.go(days=1)
    house.draft("Ana", pair, WEEKLY, based_on=1)
    house.live(40, step=1)

    assert told_by(house, "agreement_nudge") == ["Ben"]


def test_an_end_that_was_taken_away_and_agreed_again_is_announced(house: House, pair: UUID) -> None:
    house.draft("Ben", pair, WEEKLY)
    house.sign("Ana", pair)
    house.go(days=1)
    house.draft("Ben", pair, agreed(), based_on=1)
    house.sign("Ana", pair, 2)
    house.now = house.now + timedelta(days=150)
    house.live(10, step=1)

    assert told_by(house, "closure_opens") == ["Ana", "Ben"]


def told_by(house: House, prompt: str) -> list[str]:
    """Who was told by a prompt, alone or together with other things."""
    fired = [row for row in house.state.occurrences.values() if row.state is OccurrenceState.DONE]
    return sorted(house.state.people[row.person].name for row in fired if row.prompt == prompt)
