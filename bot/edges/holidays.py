"""Public holidays by country, and the country in which a time zone lies."""

import warnings
from datetime import date
from functools import lru_cache

import holidays
from babel.core import get_global

YEARS = range(2020, 2046)
"""Years whose holidays are known: longer than any mentorship that begins in this decade."""


def country_of(tz: str) -> str | None:
    """The country (ISO 3166) in which an IANA zone lies; None for zones of no country, such as UTC."""
    found = get_global("zone_territories").get(tz)
    return found if found in countries() else None


@lru_cache(maxsize=1)
def countries() -> frozenset[str]:
    """Every country whose holidays are known, by its ISO 3166 code."""
    return frozenset(holidays.list_supported_countries(include_aliases=False))


def days_off(country: str | None, tz: str, /) -> frozenset[date]:
    """Implements `ports.DaysOff`: the national public holidays of `YEARS`.

    For None those of the country in which `tz` lies; none for an empty or unknown country. Holidays of a single state
    or province are not among them: where somebody lives in a country is not known.
    """
    chosen = country_of(tz) if country is None else country
    return _of(chosen) if chosen in countries() else frozenset()


@lru_cache(maxsize=256)
def _of(country: str) -> frozenset[date]:
    with warnings.catch_warnings():
        # For some lunar calendars it knows exact days of fewer years, and says so each time; the others are computed.
        warnings.simplefilter("ignore", UserWarning)
        return frozenset(holidays.country_holidays(country, years=YEARS))
