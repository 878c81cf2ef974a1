"""The kickoff's answers: one row for each choice, written as it is made."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from datetime import datetime
from uuid import UUID

from sqlalchemy import select

from bot.domain.kickoff import KickoffAnswer
from storage.among import among
from storage.repository import Repository
from storage.schema import KickoffChoiceRow, KickoffRow

CHOICES = select(KickoffChoiceRow).where(among(KickoffChoiceRow.pair))
ENDED = select(KickoffRow).where(among(KickoffRow.pair))

Key = tuple[UUID, int, UUID]


class SqlKickoffs(Repository):
    """Implements `ports.Kickoffs`."""

    __slots__ = ()

    def choose(self, workspace: str, answer: KickoffAnswer) -> None:
        """Keep these choices; one that was made before is replaced."""
        values = [
            {
                "workspace": workspace,
                "pair": answer.pair,
                "round": answer.round,
                "person": answer.person,
                "item": item,
                "code": str(code),
            }
            for item, code in answer.choices.items()
        ]
        self.upsert(KickoffChoiceRow, values, key=("pair", "round", "person", "item"), updated=("code",))

    def finish(self, workspace: str, answer: KickoffAnswer, at: datetime) -> bool:
        """Insert once."""
        values = {
            "workspace": workspace,
            "pair": answer.pair,
            "round": answer.round,
            "person": answer.person,
            "finished_at": at,
        }
        return self.insert_once(KickoffRow, values, key=("pair", "round", "person"))

    def of(self, pairs: Collection[UUID]) -> Mapping[UUID, tuple[KickoffAnswer, ...]]:
        """Answers by pair, ascending by round and person."""
        chosen: defaultdict[Key, dict[str, str]] = defaultdict(dict)
        for choice in self.rows(CHOICES, ids=pairs):
            chosen[choice.pair, choice.round, choice.person][choice.item] = choice.code
        finished = {(row.pair, row.round, row.person): row.finished_at for row in self.rows(ENDED, ids=pairs)}
        found: defaultdict[UUID, list[KickoffAnswer]] = defaultdict(list)
        for key in sorted(chosen.keys() | finished.keys()):
            pair, number, person = key
            found[pair].append(
                KickoffAnswer(
                    pair=pair, round=number, person=person, choices=chosen[key], finished_at=finished.get(key)
                )
            )
        return defaultdict(tuple, {pair: tuple(answers) for pair, answers in found.items()})
