"""Laws of the agreement: what cannot hold is refused in one go; two signatures on the newest version bind."""

from datetime import date, time, timedelta

import pytest

from bot.domain.agreement import Terms, refuse_impossible
from bot.domain.errors import AlreadySigned, TermsRefused
from bot.domain.programs import Rhythm
from tests.support.papers_of_the_house import a_signed_agreement, agreed, an_agreement
from tests.support.people_of_the_house import NOW, ana, ben, max_

TODAY = date(2026, 3, 2)
BOTH = (ana(), ben())


def refused(terms: Terms) -> dict[str, str]:
    """The lines that do not hold."""
    try:
        refuse_impossible(terms, BOTH, NOW)
    except TermsRefused as refusal:
        return refusal.fields
    return {}


@pytest.mark.parametrize(
    ("terms", "fields"),
    [
        (agreed(), {}),
        (Terms(tz="UTC"), {}),
        (agreed(ends_on=None), {}),
        (agreed(weekday=5), {"weekday": "field.weekday_not_shared"}),
        (agreed(weekday=None), {"weekday": "field.slot_half"}),
        (agreed(at=None), {"at": "field.slot_half"}),
        (agreed(weekday=None, at=None), {}),
        (agreed(ends_on=TODAY, review_on=None), {"ends_on": "field.date_past"}),
        (agreed(review_on=TODAY), {"review_on": "field.date_past"}),
        (agreed(review_on=TODAY + timedelta(days=1)), {}),
        (agreed(review_on=date(2026, 9, 1)), {"review_on": "field.review_after_end"}),
        (agreed(review_on=date(2026, 8, 31)), {}),
        (agreed(review_on=date(2027, 9, 1), ends_on=None), {}),
        (agreed(review_on=None, ends_on=TODAY + timedelta(days=21)), {}),
        (agreed(review_on=None, ends_on=TODAY + timedelta(days=20)), {"rhythm": "field.rhythm_too_slow"}),
        (agreed(review_on=None, ends_on=TODAY + timedelta(days=20), rhythm=Rhythm.WEEKLY), {}),
        (agreed(review_on=None, ends_on=TODAY + timedelta(days=7), rhythm=None), {}),
        (
            agreed(weekday=6, ends_on=TODAY, review_on=TODAY),
            {"weekday": "field.weekday_not_shared", "ends_on": "field.date_past", "review_on": "field.date_past"},
        ),
    ],
)
def test_every_line_that_cannot_hold_is_named(terms: Terms, fields: dict[str, str]) -> None:
    assert refused(terms) == fields


def test_today_is_the_day_where_they_meet() -> None:
    tomorrow_in_kiritimati = agreed(tz="Pacific/Kiritimati", review_on=TODAY)

    assert refused(tomorrow_in_kiritimati) == {"review_on": "field.date_past"}
    refuse_impossible(agreed(tz="Pacific/Pago_Pago", review_on=TODAY), BOTH, NOW.replace(hour=10))


def test_a_meeting_falls_on_a_day_on_which_both_work() -> None:
    fridays = (ana(working_days=frozenset({4})), ben())

    refuse_impossible(agreed(weekday=4), fridays, NOW)
    with pytest.raises(TermsRefused):
        refuse_impossible(agreed(weekday=3), fridays, NOW)
    with pytest.raises(TermsRefused):
        refuse_impossible(agreed(weekday=3), fridays[::-1], NOW)


def test_two_versions_differ_in_the_lines_that_changed_in_reading_order() -> None:
    assert agreed().changed_lines(agreed()) == ()
    assert agreed().changed_lines(agreed(ends_on=None, at=time(9), purpose="less")) == ("purpose", "at", "ends_on")


def test_a_version_binds_when_both_have_signed_it() -> None:
    drafted = an_agreement()

    assert (drafted.is_signed, drafted.is_signed_by(ben().id), drafted.is_signed_by(ana().id)) == (False, True, False)
    signed = drafted.sign(ana().id, NOW)
    assert signed.is_signed
    assert signed.is_signed_by(ana().id)
    assert not drafted.is_signed, "the version before is left as it was"
    assert a_signed_agreement().is_signed


def test_nobody_signs_twice() -> None:
    with pytest.raises(AlreadySigned):
        an_agreement().sign(ben().id, NOW)
    assert not an_agreement(signatures=()).is_signed_by(max_().id)
