"""Laws of public holidays: by country, by time zone, and none where nothing is known."""

from datetime import date

import pytest

from bot.edges.holidays import countries, country_of, days_off


@pytest.mark.parametrize(
    ("country", "tz", "day", "is_off"),
    [
        ("DE", "UTC", date(2026, 12, 25), True),
        ("DE", "UTC", date(2026, 7, 4), False),
        ("US", "Europe/Berlin", date(2026, 11, 26), True),
        (None, "America/New_York", date(2026, 11, 26), True),
        (None, "Europe/Berlin", date(2026, 10, 3), True),
        (None, "Pacific/Auckland", date(2027, 2, 6), True),
        ("", "Europe/Berlin", date(2026, 12, 25), False),
        (None, "UTC", date(2026, 12, 25), False),
        ("ZZ", "Europe/Berlin", date(2026, 12, 25), False),
    ],
)
def test_a_holiday_is_one_of_the_chosen_country_or_else_of_the_zone(
    country: str | None, tz: str, day: date, is_off: bool
) -> None:
    assert (day in days_off(country, tz)) is is_off


@pytest.mark.parametrize(
    ("tz", "country"),
    [("Europe/Madrid", "ES"), ("Asia/Kolkata", "IN"), ("UTC", None), ("Etc/GMT+5", None), ("Mars/Olympus", None)],
)
def test_a_zone_lies_in_one_country_or_in_none(tz: str, country: str | None) -> None:
    assert country_of(tz) == country


def test_the_same_country_is_worked_out_once() -> None:
    assert days_off("FR", "UTC") is days_off(None, "Europe/Paris")


def test_countries_are_codes_of_two_letters() -> None:
    assert len(countries()) > 100
    assert all(len(code) == 2 and code.isupper() for code in countries())
