"""Small checks of JSON-like values, put together into the shapes that Slack accepts; used by `limits`."""

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field

# Yields a sentence for each problem found in a value; the first argument says where the value stands.
Check = Callable[[str, object], Iterator[str]]
Json = Mapping[str, object]


def string(most: int, least: int = 1) -> Check:
    """Accept a string of `least` to `most` characters."""

    def check(where: str, value: object) -> Iterator[str]:
        if not isinstance(value, str):
            yield f"{where}: not a string"
        elif len(value) > most:
            yield f"{where}: {len(value)} characters, at most {most}"
        elif len(value) < least or (least and not value.strip()):
            yield f"{where}: empty"

    return check


def matching(pattern: str, what: str) -> Check:
    """Accept a string that the whole pattern matches, called `what` when it does not."""

    def check(where: str, value: object) -> Iterator[str]:
        if not isinstance(value, str) or not re.fullmatch(pattern, value):
            yield f"{where}: not {what}"

    return check


def whole(least: int, most: int) -> Check:
    """Accept a whole number from `least` to `most`."""

    def check(where: str, value: object) -> Iterator[str]:
        if not isinstance(value, int) or isinstance(value, bool) or not least <= value <= most:
            yield f"{where}: not a whole number from {least} to {most}"

    return check


def one_of(*choices: str) -> Check:
    """Accept one of the choices."""

    def check(where: str, value: object) -> Iterator[str]:
        if value not in choices:
            yield f"{where}: {value!r} is not one of {', '.join(choices)}"

    return check


def yes_or_no(where: str, value: object) -> Iterator[str]:
    """Accept a boolean."""
    if not isinstance(value, bool):
        yield f"{where}: neither true nor false"


def each(check_one: Check, most: int, least: int = 1) -> Check:
    """Accept a list of `least` to `most` values that each pass `check_one`."""

    def check(where: str, value: object) -> Iterator[str]:
        if not isinstance(value, list | tuple):
            yield f"{where}: not a list"
            return
        if not least <= len(value) <= most:
            yield f"{where}: {len(value)} items, {least} to {most} are allowed"
        for place, one in enumerate(value):
            yield from check_one(f"{where}[{place}]", one)

    return check


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """An object: the keys it must have, those it may have, and a rule over several of them.

    Slack refuses other keys.
    """

    must: Mapping[str, Check] = field(default_factory=dict)
    may: Mapping[str, Check] = field(default_factory=dict)
    rule: Callable[[str, Json], Iterator[str]] | None = None

    def __call__(self, where: str, value: object) -> Iterator[str]:
        """Check a value; `type` is left to `typed`."""
        if not isinstance(value, Mapping):
            yield f"{where}: not an object"
            return
        yield from (f"{where}.{key}: missing" for key in self.must if key not in value)
        known = {**self.must, **self.may}
        for key, inner in value.items():
            if key in known:
                yield from known[key](f"{where}.{key}", inner)
            elif key != "type":
                yield f"{where}.{key}: unknown"
        if self.rule is not None:
            yield from self.rule(where, value)


def typed(shapes: Mapping[str, Check], allowed: Collection[str] | None = None) -> Check:
    """Accept an object whose `type` is one of the shapes, or of those `allowed` in this place."""

    def check(where: str, value: object) -> Iterator[str]:
        kind = value.get("type") if isinstance(value, Mapping) else None
        if not isinstance(kind, str) or kind not in shapes:
            yield f"{where}: unknown type {kind!r}"
        elif allowed is not None and kind not in allowed:
            yield f"{where}: {kind} is not allowed here"
        else:
            yield from shapes[kind](where, value)

    return check
