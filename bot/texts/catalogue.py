"""Looks up a text by its key and says it in a person's language."""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Self

from babel import Locale, UnknownLocaleError

from bot.texts.errors import BrokenTexts, UnknownText, WrongSlots
from bot.texts.slots import Given, Line, read_line

# Spoken to everybody whose language the bot has not learnt.
FALLBACK = "en"

# The plural categories of CLDR: https://cldr.unicode.org/index/cldr-spec/plural-rules. `other` is in every language.
_CATEGORIES = frozenset({"zero", "one", "two", "few", "many", "other"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Plural:
    """A text in several forms, chosen by the number in the slot `n`."""

    forms: Mapping[str, Line]

    def names(self) -> frozenset[str]:
        """The names of the slots of all forms, and `n`."""
        return frozenset({"n"}).union(*(form.names() for form in self.forms.values()))

    def say(self, locale: Locale, given: dict[str, Given]) -> str:
        """Say the form for `n`. Raises WrongSlots when `n` is no whole number."""
        n = given["n"]
        if not isinstance(n, int) or isinstance(n, bool):
            raise WrongSlots(f"the slot n chooses the plural and cannot be a {type(n).__name__}")
        return self.forms.get(locale.plural_form(n), self.forms["other"]).say(locale, given)


Entry = Line | Plural


@dataclass(frozen=True, slots=True, kw_only=True)
class Texts:
    """Every text in every language."""

    entries: Mapping[str, Mapping[str, Entry]]

    @classmethod
    def load(cls, folder: Path | None = None) -> Self:
        """Read the `*.toml` of a folder, by default the bot's own; each file is named after its language.

        Raises BrokenTexts for a file that cannot be read, and when there is no English.
        """
        files = sorted((folder or Path(__file__).parent).glob("*.toml"))
        entries = {file.stem: dict(_read_file(file)) for file in files}
        if FALLBACK not in entries:
            raise BrokenTexts(f"there is no {FALLBACK}.toml, the language everybody else falls back to")
        return cls(entries=entries)

    @property
    def languages(self) -> frozenset[str]:
        """The languages the bot speaks, such as `en`."""
        return frozenset(self.entries)

    def keys(self, language: str) -> frozenset[str]:
        """The key of each text in a language the bot speaks."""
        return frozenset(self.entries[language])

    def slots(self, key: str, language: str) -> frozenset[str]:
        """The names that must be given to say a text. Raises UnknownText."""
        return self._entry(key, language).names()

    def country(self, code: str, locale: str) -> str:
        """What a country (ISO 3166) is called in the language spoken for `locale`; its code where it has no name."""
        return str(Locale.parse(self.resolve(locale)).territories.get(code, code))

    def resolve(self, locale: str) -> str:
        """Return the language spoken to a reader of `locale`: `de` for `de-AT`, English for one not learnt."""
        language = _parse(locale)
        return language.language if language and language.language in self.entries else FALLBACK

    def say(self, key: str, locale: str, **slots: Given) -> str:
        """Say a text to a reader of `locale`, such as `en-US`; dates and numbers are written as is usual there.

        Raises UnknownText for a key that the language lacks, and WrongSlots unless exactly its slots are given.
        """
        language = self.resolve(locale)
        entry = self._entry(key, language)
        names = entry.names()
        if names != slots.keys():
            wrong = sorted(names ^ slots.keys())
            raise WrongSlots(f"{language}: {key} has the slots {sorted(names)}; missing or not used: {wrong}")
        parsed = _parse(locale)
        # English words go with English dates, whatever the reader's own language.
        usual = parsed if parsed and parsed.language == language else Locale.parse(language)
        try:
            return entry.say(usual, slots)
        except WrongSlots as error:
            raise WrongSlots(f"{language}: {key}: {error}") from error

    def _entry(self, key: str, language: str) -> Entry:
        try:
            return self.entries[language][key]
        except KeyError:
            raise UnknownText(f"{language}: {key}") from None


@lru_cache(maxsize=256)
def _parse(locale: str) -> Locale | None:
    try:
        return Locale.parse(locale.replace("_", "-"), sep="-")
    except (ValueError, UnknownLocaleError):
        return None


def _read_file(file: Path) -> Iterator[tuple[str, Entry]]:
    if _parse(file.stem) is None:
        raise BrokenTexts(f"{file.name} is not named after a language")
    try:
        tree = tomllib.loads(file.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise BrokenTexts(f"{file.name}: {error}") from error
    return _walk(tree, (), file.name)


def _walk(tree: Mapping[str, object], path: tuple[str, ...], file: str) -> Iterator[tuple[str, Entry]]:
    for name, found in tree.items():
        here = (*path, name)
        key = ".".join(here)
        match found:
            case str():
                yield key, read_line(found, where=f"{file}: {key}")
            case dict() if _is_plural(found):
                yield (
                    key,
                    Plural(
                        forms={form: read_line(str(words), where=f"{file}: {key}") for form, words in found.items()}
                    ),
                )
            case dict():
                yield from _walk(found, here, file)
            case _:
                raise BrokenTexts(f"{file}: {key} is neither a text nor a table")


def _is_plural(table: Mapping[str, object]) -> bool:
    return "other" in table and table.keys() <= _CATEGORIES and all(isinstance(form, str) for form in table.values())
