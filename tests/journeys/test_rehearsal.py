"""A second opinion on the rehearsal: the same pair, lived over the real socket, reads the same on the same days."""

import heapq
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import count

from bot.domain.cadence import first_slot, local, next_window
from bot.domain.pairs import Side
from bot.domain.people import Actor
from bot.domain.rehearsals import Rehearsal
from bot.edges.holidays import days_off
from bot.services.rehearsal import BEGINS, READS_AFTER, cast_of, rehearse
from bot.texts import Texts
from bot.views.rehearsals import draw_all, local_times, name_of
from sandbox import Message
from scheduler.prompts import PROMPTS
from storage import Scratch
from tests.journeys.town import Town, accepted, actions

SIDES = {"ana": Side.MENTOR, "ben": Side.MENTEE}
LIVED = timedelta(weeks=26)
TAPS = (
    "kept_done",
    "fit_good",
    "placing_fine",
    "stage_yes",
    "maturity_yes",
    "goal_moved",
    "self_4",
    "rate_4",
    "meeting_same",
    "review_holds",
)
Read = tuple[str, str, str]
"""Who read a message, on which day by their clock, and its first line."""


class Life:
    """Ana and Ben at their keyboards: each answers some two hours after something came, in their own hours."""

    def __init__(self, town: Town) -> None:
        self.town = town
        self.read: list[Read] = []
        self._seen: set[tuple[str, str, str]] = set()
        self._turns = count()
        self._answers: list[tuple[datetime, int, str, Message]] = []

    def until(self, end: datetime) -> None:
        """Live on."""
        while True:
            self.town.bot.settle()
            self._look()
            with self.town.bot.deps.reading() as work:
                due = [work.tx.occurrences.next_due(), work.tx.outbox.next_due(), *(at for at, *_ in self._answers[:1])]
            soon = min(at for at in due if at)
            if soon > end:
                return
            self.town.bot.advance(max(soon, self.town.clock.now()))
            self._look()
            while self._answers and self._answers[0][0] <= self.town.clock.now():
                _, _, name, message = heapq.heappop(self._answers)
                self._answer(name, message)

    def _look(self) -> None:
        for name in ("ana", "ben"):
            who = self.town.person(name)
            with self.town.bot.deps.reading() as work:
                person = work.tx.people.find(self.town.ws.team_id, who.id)
            assert person is not None
            for place in who.conversations:
                for message in who.messages(place.id) if place.kind in ("im", "mpim") else ():
                    if message.ephemeral_to or (name, message.channel, message.ts) in self._seen:
                        continue
                    self._seen.add((name, message.channel, message.ts))
                    at = datetime.fromtimestamp(float(message.ts), UTC)
                    first = self._named(message.text.split("\n")[0])
                    self.read.append((name, local(at, person.tz).date().isoformat(), first))
                    answers = next_window(person, at + READS_AFTER[SIDES[name]])
                    heapq.heappush(self._answers, (answers, next(self._turns), name, message))

    def _named(self, words: str) -> str:
        for name in ("ana", "ben"):
            words = words.replace(f"<@{self.town.ids[name]}>", name.title())
        return words.replace("*", "")

    def _answer(self, name: str, message: Message) -> None:
        who, offered = self.town.person(name), actions(message)
        if "proposal_yes" in offered:
            who.click(message, "proposal_yes")
        elif message.text.startswith("I hold no permission"):
            self.town.kickoff(name)
        elif "kickoff_open" in offered and name == "ben":
            who.click(message, "kickoff_open")
            accepted(who.submit())
        elif "agreement_open" in offered and "drafted version" in message.text and name == "ana":
            who.click(message, "agreement_open")
            accepted(who.submit())
        elif "check_in_met" in offered:
            self._check_in(name, message)
        elif offered.intersection(TAPS):
            self._tap_on(name, message)

    def _check_in(self, name: str, message: Message) -> None:
        who = self.town.person(name)
        who.click(message, "check_in_met")
        self._tap_on(name, message)
        now = self.town.current(name, message)
        if "goal_open" in actions(now):
            who.click(now, "goal_open")
            who.fill({"kind": "skill", "text": "…"})
            accepted(who.submit())
            while who.view is not None:
                who.close_view()
            self._tap_on(name, message)
        if "question_open" in actions(self.town.current(name, message)):
            who.click(self.town.current(name, message), "question_open")
            who.fill({"visibility": "partner"})
            accepted(who.submit())
            who.fill({"words": "…"})
            accepted(who.submit())
            accepted(who.submit())
            while who.view is not None:
                who.close_view()
            self._tap_on(name, message)
        if "commitment_open" in actions(self.town.current(name, message)):
            who.click(self.town.current(name, message), "commitment_open")
            who.fill({"words": "…"})
            accepted(who.submit())
            while who.view is not None:
                who.close_view()

    def _tap_on(self, name: str, message: Message) -> None:
        pressed: set[str] = set()
        while True:
            now = self.town.current(name, message)
            action = next((each for each in TAPS if each in actions(now) - pressed), None)
            if action is None:
                return
            pressed.add(action)
            self.town.person(name).click(now, action)


def rehearsed(town: Town) -> Rehearsal:
    """The same people, under the program's terms as they are."""
    lead = Actor(workspace=town.ws.team_id, slack_id=town.ids["lea"])
    with town.bot.deps.reading() as work:
        cast = cast_of(work, lead)
    cast = replace(cast, mentor_tz="Europe/Madrid", mentee_tz="America/New_York")
    with Scratch(days_off)() as store:
        return rehearse(store, PROMPTS, cast, LIVED, town.clock.now())


def test_what_is_rehearsed_is_what_is_lived(town: Town) -> None:
    town.set_up()
    found = rehearsed(town)
    began = first_slot(town.clock.now(), 0, BEGINS, "Europe/Berlin")
    town.bot.advance(began)
    town.propose()
    life = Life(town)
    life.until(began + LIVED)

    expected = [
        (name.lower(), at.date().isoformat(), each.first_line)
        for each in draw_all(Texts.load(), found)
        for name, at in zip(name_of(found, each.told.audience), local_times(found, each.told), strict=True)
    ]
    assert len(expected) > 20
    assert sorted((who, day, words[:100]) for who, day, words in life.read) == sorted(
        (who, day, words[:100]) for who, day, words in expected
    )


def test_a_lead_sees_the_rehearsal_in_slack_and_gets_samples_alone(town: Town) -> None:
    town.set_up()
    lea = town.person("lea")
    before = len(town.person("ben").dm)

    answer = lea.command("/mentor", "rehearse").messages[-1]
    town.server.wait(lambda: lea.view is not None and "Week 26" in lea.view.shown(), 60)
    assert answer.ephemeral_to == lea.id
    lea.close_view()
    lea.click(answer, "rehearsal_samples")
    town.server.wait(lambda: any("Sample 5" in each.text for each in samples_of(town)), 60)

    assert all(each.ephemeral_to == lea.id for each in samples_of(town))
    assert not any(each.buttons() for each in samples_of(town))
    assert len(town.person("ben").dm) == before


def samples_of(town: Town) -> list[Message]:
    """The samples that Lea sees."""
    lea = town.person("lea")
    return [each for place in lea.conversations for each in lea.messages(place.id) if each.text.startswith("*Sample ")]
