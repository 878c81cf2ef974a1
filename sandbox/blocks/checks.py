"""The grammar in which the Block Kit rules are written: small checks that are put together.

A check takes a value and its place and yields Slack-like complaints, none when the value is good.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Place:
    """Where in the payload we are (a JSON pointer), and on which surface: message, modal or home."""

    pointer: str
    surface: str

    def at(self, key: str | int) -> "Place":
        return Place(f"{self.pointer}/{key}", self.surface)

    def says(self, words: str) -> str:
        return f"[ERROR] {words} [json-pointer:{self.pointer}]"


Check = Callable[[object, Place], Iterator[str]]


def string(longest: int, shortest: int = 1) -> Check:
    def check(value: object, place: Place) -> Iterator[str]:
        if not isinstance(value, str):
            yield place.says("must provide a string")
        elif len(value) < shortest:
            yield place.says(f"must be more than {shortest - 1} characters")
        elif len(value) > longest:
            yield place.says(f"must be less than {longest + 1} characters")

    return check


def matching(pattern: str, words: str) -> Check:
    def check(value: object, place: Place) -> Iterator[str]:
        if not isinstance(value, str) or not re.fullmatch(pattern, value):
            yield place.says(words)

    return check


def boolean(value: object, place: Place) -> Iterator[str]:
    if not isinstance(value, bool):
        yield place.says("must provide a boolean")


def whole(least: int, most: int) -> Check:
    def check(value: object, place: Place) -> Iterator[str]:
        if not isinstance(value, int) or isinstance(value, bool) or not least <= value <= most:
            yield place.says(f"must be an integer from {least} to {most}")

    return check


def one_of(*words: str) -> Check:
    def check(value: object, place: Place) -> Iterator[str]:
        if value not in words:
            yield place.says(f"must be one of: {', '.join(words)}")

    return check


def list_of(item: Check, most: int, least: int = 1) -> Check:
    def check(value: object, place: Place) -> Iterator[str]:
        if not isinstance(value, list):
            yield place.says("must provide an array")
            return
        if len(value) < least:
            yield place.says(f"no less than {least} items required")
        if len(value) > most:
            yield place.says(f"no more than {most} items allowed")
        for index, each in enumerate(value):
            yield from item(each, place.at(index))

    return check


def record(*, must: Mapping[str, Check] | None = None, may: Mapping[str, Check] | None = None) -> Check:
    """An object with exactly these keys; `type` is always allowed, since `by_type` has read it."""
    required, optional = must or {}, may or {}

    def check(value: object, place: Place) -> Iterator[str]:
        if not isinstance(value, dict):
            yield place.says("must provide an object")
            return
        for key in required:
            if key not in value:
                yield place.says(f"missing required field: {key}")
        for key, inner in value.items():
            rule = required.get(key) or optional.get(key)
            if rule is not None:
                yield from rule(inner, place.at(key))
            elif key != "type":
                yield place.says(f"unknown field: {key}")

    return check


def by_type(table: Mapping[str, Check], what: str) -> Check:
    def check(value: object, place: Place) -> Iterator[str]:
        kind = value.get("type") if isinstance(value, dict) else None
        if not isinstance(kind, str) or kind not in table:
            yield place.says(f"unsupported type: {kind!r} as {what}")
        else:
            yield from table[kind](value, place)

    return check


def every(*checks: Check) -> Check:
    def check(value: object, place: Place) -> Iterator[str]:
        for each in checks:
            yield from each(value, place)

    return check


def only_on(*surfaces: str) -> Check:
    def check(_value: object, place: Place) -> Iterator[str]:
        if place.surface not in surfaces:
            yield place.says(f"not supported in a {place.surface}")

    return check


def exactly_one(*keys: str) -> Check:
    def check(value: object, place: Place) -> Iterator[str]:
        if isinstance(value, dict) and sum(key in value for key in keys) != 1:
            yield place.says(f"must provide exactly one of: {', '.join(keys)}")

    return check


def at_least_one(*keys: str) -> Check:
    def check(value: object, place: Place) -> Iterator[str]:
        if isinstance(value, dict) and not any(key in value for key in keys):
            yield place.says(f"must provide one of: {', '.join(keys)}")

    return check
