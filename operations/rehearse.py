"""`python app.py rehearse`: every message that a pair would get, as a table or as JSON."""

import json
import sys
from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated
from zoneinfo import available_timezones

import typer
from rich.console import Console
from rich.table import Table

from bot.domain.cadence import local
from bot.domain.pairs import Side
from bot.domain.programs import LONGEST, SHORTEST, WEEKS, ProgramTerms, Rhythm
from bot.domain.prompts import Prompt
from bot.domain.rehearsals import Audience, Cast, KeptBack, Rehearsal
from bot.services.ports import Store
from bot.services.rehearsal import rehearse
from bot.texts import Texts
from bot.views.rehearsals import Drawn, draw_all, local_times, name_of
from operations.ending import WRONG_SETTING

TIME = "%a %d %b %Y, %H:%M"


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """What a rehearsal is played with."""

    scratch: Callable[[], AbstractContextManager[Store]]
    prompts: Sequence[Prompt]
    texts: Callable[[], Texts]
    now: Callable[[], datetime]


def rehearsing(stage: Stage) -> Callable[..., None]:
    """The command."""

    def command(
        weeks: Annotated[int, typer.Option(help="Length of the mentorship.", min=SHORTEST, max=LONGEST)] = WEEKS,
        rhythm: Annotated[Rhythm, typer.Option(help="How often they meet.")] = Rhythm.FORTNIGHTLY,
        mentor_tz: Annotated[str, typer.Option(help="Where the mentor lives, as Europe/Berlin.")] = "UTC",
        mentee_tz: Annotated[str, typer.Option(help="Where the mentee lives; with the mentor if left out.")] = "",
        language: Annotated[str, typer.Option(help="In which language both read, as en or de.")] = "en",
        as_json: Annotated[bool, typer.Option("--json", help="JSON instead of a table.")] = False,  # noqa: FBT002
    ) -> None:
        """List every message that a pair would get, and what would be kept back for the sake of attention."""
        unknown = {mentor_tz, mentee_tz or mentor_tz} - available_timezones()
        if unknown:
            print(f"Unknown time zone: {', '.join(sorted(unknown))}. Name one as Europe/Berlin.", file=sys.stderr)
            raise typer.Exit(WRONG_SETTING)
        terms = ProgramTerms(name="Rehearsal", digest_channel="C0", tz=mentor_tz, weeks=weeks, rhythm=rhythm)
        cast = Cast(terms=terms, mentor_tz=mentor_tz, mentee_tz=mentee_tz or mentor_tz, locale=language)
        with stage.scratch() as store:
            found = rehearse(store, stage.prompts, cast, cast.span, stage.now())
        drawn = draw_all(stage.texts(), found)
        if as_json:
            print(json.dumps(as_values(found, drawn), ensure_ascii=False, indent=1))
        else:
            print_tables(found, drawn)

    return command


def as_values(found: Rehearsal, drawn: Sequence[Drawn]) -> Mapping[str, object]:
    """The whole rehearsal as JSON: instants in UTC beside each reader's wall clock."""
    return {
        "began_at": found.began_at.isoformat(),
        "people": {side.value: {"name": found.person(side).name, "tz": found.person(side).tz} for side in Side},
        "messages": [_message(found, each) for each in drawn],
        "kept_back": [_kept(found, each) for each in found.kept_back],
        "messages_a_week": {side.value: dict(found.counts(side)) for side in Side},
        "unasked_a_week": {side.value: dict(found.counts(side, unasked=True)) for side in Side},
    }


def print_tables(found: Rehearsal, drawn: Sequence[Drawn], console: Console | None = None) -> None:
    """The messages, what was kept back, and how many a week holds."""
    console = console or Console(width=WIDTH, highlight=False)
    console.print(_messages(found, drawn), _kept_back(found), _counts(found))


WIDTH = 160
"""Columns of the tables; a narrower terminal wraps them."""


def _message(found: Rehearsal, drawn: Drawn) -> Mapping[str, object]:
    told = drawn.told
    return {
        "at": told.at.isoformat(),
        "local": [each.isoformat() for each in local_times(found, told)],
        "week": found.week_of(told.at),
        "audience": told.audience.value,
        "readers": list(name_of(found, told.audience)),
        "kinds": list(kinds_of(drawn)),
        "unasked": told.is_unasked,
        "first_line": drawn.first_line,
        "why": drawn.why,
    }


def _kept(found: Rehearsal, kept: KeptBack) -> Mapping[str, object]:
    return {
        "at": kept.at.isoformat(),
        "local": local(kept.at, found.person(kept.side).tz).isoformat(),
        "week": found.week_of(kept.at),
        "reader": found.person(kept.side).name,
        "prompt": kept.prompt,
        "what": kept.fate.value,
        "until": kept.until.isoformat() if kept.until else None,
        "reason": kept.reason,
    }


def kinds_of(drawn: Drawn) -> tuple[str, ...]:
    """What kind of message it is; each kind of one that says several things."""
    parts = drawn.told.scene.parts
    return tuple(part.notice.kind.value for part in parts) or (drawn.told.scene.notice.kind.value,)


def _messages(found: Rehearsal, drawn: Sequence[Drawn]) -> Table:
    table = Table("Week", "Reader's time", "Who reads it", "Kind", "First line", "Why it came", title="Messages")
    for each in drawn:
        told = each.told
        times = dict.fromkeys(at.strftime(TIME) for at in local_times(found, told))
        readers = " and ".join(name_of(found, told.audience))
        asked = "\non its own account" if told.is_unasked else ""
        where = "\nin their conversation" if told.audience is Audience.PAIR else ""
        kinds = ", ".join(kinds_of(each)).replace("_", " ")
        table.add_row(
            str(found.week_of(told.at)), "\n".join(times), readers + where, kinds + asked, each.first_line, each.why
        )
    return table


def _kept_back(found: Rehearsal) -> Table:
    table = Table("Week", "Reader's time", "Reader", "Kind", "What became of it", "Reason", title="Kept back")
    for kept in found.kept_back:
        person = found.person(kept.side)
        until = f" to {local(kept.until, person.tz).strftime(TIME)}" if kept.until else ""
        week, at = str(found.week_of(kept.at)), local(kept.at, person.tz).strftime(TIME)
        table.add_row(week, at, person.name, kept.prompt.replace("_", " "), f"{kept.fate}{until}", kept.reason)
    return table


def _counts(found: Rehearsal) -> Table:
    table = Table("Reader", "Messages", "Most in a week", "Unasked", "Most unasked in a week", title="How many")
    for side in Side:
        every, unasked = found.counts(side), found.counts(side, unasked=True)
        numbers = (sum(every.values()), max(every.values(), default=0))
        asked = (sum(unasked.values()), max(unasked.values(), default=0))
        table.add_row(found.person(side).name, *(str(number) for number in (*numbers, *asked)))
    return table
