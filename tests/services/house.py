"""Drives the use cases as the house's people would, and holds after each that what is open is what is planned."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from typing import Unpack
from uuid import UUID

from bot.domain.agreement import Agreement, Terms
from bot.domain.facts import OccurrenceState, PairFacts
from bot.domain.feedback import Feedback
from bot.domain.goals import GoalKind, GoalLines, StepKind
from bot.domain.meetings import Outcome
from bot.domain.notices import Delivered, Notice, NoticeKind, NotSent, OutboxEntry, OutboxState, SendOutcome, ToPerson
from bot.domain.pairs import Pair
from bot.domain.people import Actor, Person, Profile
from bot.domain.programs import Role
from bot.domain.prompts import Prompt, plan
from bot.domain.questions import Visibility
from bot.domain.shared_ground import slot_key
from bot.domain.stages import StageChange
from bot.services import agreements, checkins, delivery, enrolments, feedback, goals, pairing, programs, ticking
from bot.services.programs import Asker
from bot.services.reading import read_scene
from bot.services.work import Work
from scheduler.prompts import PROMPTS
from tests.support.fake_store import FakeStore, State
from tests.support.papers_of_the_house import agreed
from tests.support.people_of_the_house import NOW, WORKSPACE, TermsFields, some_terms

COURIER = "courier-1"


def actor(name: str, workspace: str = WORKSPACE) -> Actor:
    """Who clicks."""
    return Actor(workspace=workspace, slack_id=f"U0{name.upper()}")


def profile(name: str, tz: str = "Europe/Berlin") -> Profile:
    """What Slack says of somebody."""
    return Profile(slack_id=f"U0{name.upper()}", name=name, tz=tz, locale="en-US")


def asker(name: str, asks: Profile | None = None, *, workspace: str = WORKSPACE, first_lead: str = "") -> Asker:
    """Who sets a program up; without a profile of their own, an admin."""
    admin = replace(profile(name), is_admin=True)
    return Asker(actor=actor(name, workspace), profile=asks or admin, first_lead=first_lead)


class House:
    """The house's people at work in one store; `now` stands still until it is moved."""

    def __init__(self, prompts: Sequence[Prompt] = PROMPTS) -> None:
        self.store = FakeStore()
        self.prompts = prompts
        self.now = NOW
        self.set_aside: list[tuple[str, Exception]] = []

    @property
    def state(self) -> State:
        """What was committed last."""
        return self.store.state

    @contextmanager
    def work(self) -> Iterator[Work]:
        """One use case; afterwards the open occurrences are those that the facts call for."""
        with self.store.write() as tx:
            yield Work(tx=tx, prompts=self.prompts, now=self.now)
        self.refuse_unless_planned()

    @contextmanager
    def reading(self) -> Iterator[Work]:
        """Something that only reads."""
        with self.store.reads() as tx:
            yield Work(tx=tx, prompts=self.prompts, now=self.now)

    def refuse_unless_planned(self) -> None:
        """The law: the open occurrences equal those planned from the facts."""
        with self.store.reads() as tx:
            every = tx.pairs.facts(list(self.state.pairs))
        opened = {
            (row.pair, row.prompt, row.person, row.number, row.due_at)
            for row in self.state.occurrences.values()
            if row.state is OccurrenceState.OPEN
        }
        planned = {
            (pair, row.prompt, row.person, row.number, row.due_at)
            for pair, facts in every.items()
            for row in plan(facts, self.prompts)
        }
        assert opened == planned

    def go(self, **span: float) -> None:
        """Let time pass; nothing happens in it."""
        self.now += timedelta(**span)

    # What people do

    def set_up(self, lead: str = "Lea", outside: Profile | None = None, **terms: Unpack[TermsFields]) -> UUID:
        """A lead sets the program up, or changes it."""
        if outside:
            terms["contact"] = outside.slack_id
        with self.work() as work:
            return programs.save_program(work, asker(lead), some_terms(**terms), outside).id

    def join(self, name: str, role: Role = Role.BOTH, tz: str = "Europe/Berlin") -> UUID:
        """Somebody joins; their person."""
        form = enrolments.JoinForm(role=role, wants="to be heard", offers="twelve years of hardware")
        with self.work() as work:
            return enrolments.join(work, actor(name), profile(name, tz), form).person

    def propose(self, mentor: str = "Ana", mentee: str = "Ben") -> UUID:
        """Lea proposes a pair."""
        with self.work() as work:
            return pairing.propose_pair(work, actor("Lea"), profile(mentor), profile(mentee)).id

    def accept(self, name: str, pair: UUID) -> Pair:
        """A yes."""
        with self.work() as work:
            return pairing.accept_proposal(work, actor(name), pair)

    def decline(self, name: str, pair: UUID) -> None:
        """A *Not this one*."""
        with self.work() as work:
            pairing.decline_proposal(work, actor(name), pair)

    def start(self, mentor: str = "Ana", mentee: str = "Ben") -> UUID:
        """A pair to which both said yes."""
        pair = self.propose(mentor, mentee)
        self.accept(mentor, pair)
        self.accept(mentee, pair)
        return pair

    def draft(self, name: str, pair: UUID, terms: Terms | None = None, based_on: int = 0) -> Agreement:
        """A new version; a slot outside somebody's hours is kept."""
        wanted = terms or agreed()
        kept = slot_key(*wanted.slot) if wanted.slot else ""
        with self.work() as work:
            return agreements.draft_agreement(work, actor(name), pair, wanted, based_on, kept=kept)

    def sign(self, name: str, pair: UUID, version: int = 1) -> Agreement:
        """A signature."""
        with self.work() as work:
            return agreements.sign_agreement(work, actor(name), pair, version)

    def write_goal(self, name: str, pair: UUID, text: str = "lead a project") -> PairFacts:
        """A goal."""
        lines = GoalLines(kind=GoalKind.SKILL, text=text, measure="", due=None, first_step="", step_kind=StepKind.OWN)
        with self.work() as work:
            return goals.write_goal(work, actor(name), pair, lines)

    def answer(self, name: str, pair: UUID, number: int, outcome: Outcome = Outcome.MET) -> bool:
        """A tap; whether it was the first."""
        with self.work() as work:
            return checkins.answer_check_in(work, actor(name), pair, number, outcome).is_new

    def write(
        self, name: str, pair: UUID, number: int = 1, visibility: Visibility = Visibility.PARTNER, words: str = "more"
    ) -> Feedback:
        """Words as a draft."""
        with self.work() as work:
            return feedback.draft_feedback(work, actor(name), pair, "one_thing", number, visibility, words)

    def send(self, name: str, words: UUID) -> Feedback:
        """Words on their way."""
        with self.work() as work:
            return feedback.send_feedback(work, actor(name), words)

    def take_back(self, name: str, words: UUID) -> Feedback:
        """Words withdrawn."""
        with self.work() as work:
            return feedback.take_back(work, actor(name), words)

    def leave(self, name: str) -> int:
        """Somebody leaves; how many pairs ended."""
        with self.work() as work:
            return enrolments.leave(work, actor(name))

    def refresh(self, seen: Profile) -> None:
        """Slack says that a profile changed."""
        with self.work() as work:
            enrolments.refresh(work, WORKSPACE, seen)

    # What time and the courier do

    def tick(self) -> ticking.TickReport:
        """One batch of what is due."""
        with self.work() as work:
            return ticking.tick(work, lambda prompt, problem: self.set_aside.append((prompt, problem)))

    def tick_all(self) -> None:
        """Until nothing is due."""
        while self.tick().people:
            pass

    def live(self, days: float, step: float = 0.5) -> None:
        """Let time pass, with ticks in it and letters delivered."""
        end = self.now + timedelta(days=days)
        while self.now < end:
            self.now = min(end, self.now + timedelta(days=step))
            self.tick_all()
            self.deliver()

    def claim(self, by: str = COURIER, limit: int = 100) -> Sequence[OutboxEntry]:
        """What a courier takes."""
        with self.work() as work:
            return delivery.claim(work, by, limit)

    def record(self, entry: OutboxEntry, outcome: SendOutcome, by: str = COURIER) -> OutboxEntry:
        """How a send ended; what became of the entry."""
        with self.work() as work:
            delivery.record(work, [(entry, outcome)], by)
        return self.state.outbox[entry.id]

    def deliver(self) -> list[Notice]:
        """All that can be sent now, to a Slack that takes everything; the notices that arrived."""
        arrived: list[Notice] = []
        for entry in self.claim(limit=10_000):
            with self.reading() as work:
                scene = read_scene(work.tx, entry.notice, self.now)
            if isinstance(scene, NotSent):
                self.record(entry, scene)
            else:
                arrived.append(entry.notice)
                self.record(entry, Delivered(channel="D0", ts="1.0"))
        return arrived

    # What is known

    def facts(self, pair: UUID) -> PairFacts:
        """All that is known of a pair."""
        with self.store.reads() as tx:
            return tx.pairs.facts([pair])[pair]

    def person(self, name: str) -> Person:
        """Somebody the bot has met."""
        return next(each for each in self.state.people.values() if each.name == name)

    def entries(self, *kinds: NoticeKind) -> list[OutboxEntry]:
        """Messages of these kinds, oldest first."""
        return [entry for entry in self.state.outbox.values() if entry.notice.kind in kinds]

    def waiting(self, *kinds: NoticeKind) -> list[OutboxEntry]:
        """Those that have not left."""
        return [entry for entry in self.entries(*kinds) if entry.state is OutboxState.WAITING]

    def readers(self, *kinds: NoticeKind) -> list[str]:
        """Names of the people to whom messages of these kinds go, in the order of the alphabet."""
        to = [entry.notice.to for entry in self.entries(*kinds)]
        return sorted(self.state.people[each.person].name for each in to if isinstance(each, ToPerson))

    def history(self, pair: UUID) -> list[StageChange]:
        """A pair's lines, first to last."""
        return [line for (of, _), line in sorted(self.state.history.items()) if of == pair]


def opened() -> House:
    """Lea's program, with Ana who mentors and Ben who wants a mentor."""
    house = House()
    house.set_up()
    house.join("Ana", Role.MENTOR)
    house.join("Ben", Role.MENTEE)
    return house
