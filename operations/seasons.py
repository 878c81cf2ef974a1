"""Three months of a program of forty people: pairs in every stage, some of them well and some not.

Nothing here reaches into the bot. It is the same each time: the same people do the same things in the same weeks.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from operations.cast import Actor, Posted
from operations.company import LEA, MATCHES, MENTEES, MENTORS, PEOPLE, Match, Way
from operations.steps import fill_what_is_there, finish, has_button, join, monday_noon, set_up
from operations.trying import Beginning

WEEKS = 14
LENGTH = 16
"""Weeks a mentorship of this program takes: at the end of `WEEKS` those that began first are looking back, and those
that began three weeks later have had the time to come to maturity."""
OFTEN, SELDOM = timedelta(hours=56), timedelta(weeks=1)
"""How often people look: often while somebody has just been asked, since proposals close after three days."""
AT_ONCE = 10
"""So many join before a minute passes: Slack allows an app only so many calls a minute."""
GOAL: Mapping[str, object] = {
    "kind": "leadership",
    "text": "Lead a small project from first sketch to release.",
    "measure": "It is in use, and the team would work with me again.",
    "first_step": "Write a one-page plan and bring it to our next meeting.",
}
DRAFT: Mapping[str, object] = {"purpose": "Grow from doing the work to leading a part of it."}
TAPS = ("fit_good", "stage_yes", "maturity_yes", "goal_moved", "kept_done", "rate_4", "self_4", "meeting_same")
"""What those who do well tap below a check-in, the first that is there, each once."""
FADES_AFTER = 4
LEAVES_AT = WEEKS - 2
"""Weeks after which those who fade are silent, and the week in which some pause or part."""


@dataclass(slots=True, kw_only=True)
class Seasons:
    """Who is who, and how far each has read."""

    beginning: Beginning
    started: datetime
    actors: Mapping[str, Actor]
    read: dict[tuple[str, str], str] = field(default_factory=dict)
    opened: set[tuple[str, str]] = field(default_factory=set)

    @property
    def week(self) -> int:
        """Whole weeks since the program began."""
        return (self.beginning.now() - self.started) // timedelta(weeks=1)

    def propose(self, matches: tuple[Match, ...]) -> None:
        """The lead proposes these pairs, at the pace at which Slack lets an app answer."""
        for match in matches:
            self.actors[LEA.name].command("/mentor", f"pair @{match.mentor} @{match.mentee}")
        self.beginning.advance(self.beginning.now() + timedelta(hours=1))

    def look(self, match: Match) -> None:
        """Both read what is new and do what they do; the mentor first, so that the mentee settles and drafts."""
        for name in (match.mentor, match.mentee):
            for message in self.news(name):
                self.react(match, name, message)

    def news(self, name: str) -> list[Posted]:
        """What somebody has not read yet, conversation by conversation."""
        actor = self.actors[name]
        found: list[Posted] = []
        for place in actor.conversations:
            fresh = actor.messages(place.id, self.read.get((name, place.id), "0"))
            if fresh:
                self.read[name, place.id] = fresh[-1].ts
            found += fresh
        return found

    def react(self, match: Match, name: str, message: Posted) -> None:
        """Answer one message as the way of the pair has it."""
        actor, week = self.actors[name], self.week - match.week
        if has_button(message, "proposal_yes"):
            declines = match.way is Way.DECLINE and name == match.mentor
            actor.click(message, "proposal_no" if declines else "proposal_yes")
        elif match.way is Way.NEVER or (match.way is Way.FADE and week > FADES_AFTER):
            return
        elif has_button(message, "check_in_met"):
            self.check_in(match, name, message)
        elif match.way is not Way.TALK and has_button(message, "kickoff_open"):
            self.kick_off(match, name, message)
        elif match.way is not Way.TALK and has_button(message, "agreement_open") and name == match.mentor:
            actor.click(message, "agreement_open")
            finish(actor)
        elif match.way is not Way.LATE:
            for action in ("stage_yes", "maturity_yes"):
                if has_button(message, action):
                    actor.click(message, action)

    def kick_off(self, match: Match, name: str, message: Posted) -> None:
        """Each answers alone, as most pairs do; the form that then stands there is the draft, and the mentee's."""
        actor = self.actors[name]
        if (match.mentee, name) in self.opened:
            return
        self.opened.add((match.mentee, name))
        actor.click(message, "kickoff_open")
        if actor.view is not None:
            actor.submit()
            fill_what_is_there(actor, DRAFT)
            finish(actor)

    def check_in(self, match: Match, name: str, message: Posted) -> None:
        """One tap; then what is offered behind it."""
        actor = self.actors[name]
        misses = match.way is Way.LATE and self.week % 3 == 2
        actor.click(message, "check_in_not_yet" if misses else "check_in_met")
        if match.way is not Way.LATE:
            self.tap(actor, message)
        now = as_it_stands(actor, message)
        if has_button(now, "goal_open") and name == match.mentee and (name, "goal") not in self.opened:
            self.opened.add((name, "goal"))
            actor.click(now, "goal_open")
            fill_what_is_there(actor, GOAL)
            finish(actor)

    def tap(self, actor: Actor, message: Posted) -> None:
        """Whatever a check-in offers below its answer."""
        left = list(TAPS)
        while left:
            now = as_it_stands(actor, message)
            action = next((each for each in left if has_button(now, each)), None)
            if action is None:
                return
            actor.click(now, action)
            left.remove(action)

    def change_course(self, match: Match) -> None:
        """Some pause and some part, from their Home tab, where the bot offers it."""
        action = {Way.PAUSE: "pause_open", Way.PART: "end_open"}.get(match.way)
        actor = self.actors[match.mentee]
        if action is None:
            return
        actor.open_home()
        self.beginning.screens.wait(lambda: actor.home is not None)
        if actor.home is None or not has_button(actor.home, "pair_more"):
            return
        actor.click(actor.home, "pair_more")
        if actor.view is not None and has_button(actor.view, action):
            actor.click(actor.view, action)
        finish(actor)


def as_it_stands(actor: Actor, message: Posted) -> Posted:
    """The message as it reads now."""
    return next(each for each in actor.messages(message.channel, message.ts[:-1]) if each.ts == message.ts)


def play_full(beginning: Beginning) -> None:
    """Forty people, fifteen pairs, three months."""
    seasons = _gather(beginning)
    for week in range(WEEKS):
        due = tuple(each for each in MATCHES if each.week == week)
        if due:
            seasons.propose(due)
        if week == LEAVES_AT:
            for match in MATCHES:
                seasons.change_course(match)
        step = OFTEN if any(each.week in {week, week - 1} for each in MATCHES) else SELDOM
        end = seasons.started + timedelta(weeks=week + 1)
        while beginning.now() < end:
            for match in MATCHES:
                if match.week <= week:
                    seasons.look(match)
            beginning.advance(min(beginning.now() + step, end))


def _gather(beginning: Beginning) -> Seasons:
    """Everybody is there; those who want to have joined."""
    actors: dict[str, Actor] = {}
    for each in PEOPLE:
        member = beginning.town.add_person(
            each.name, real_name=each.real_name, tz=each.tz, locale=each.locale, is_admin=each.name == LEA.name
        )
        actors[each.name] = beginning.screens.as_person(member.id)
    leads = beginning.town.add_channel("mentoring-leads", members=[actors[LEA.name].id], bot_is_member=True)
    beginning.advance(monday_noon(beginning.now()))
    set_up(actors[LEA.name], leads.id, weeks=str(LENGTH))
    for index, each in enumerate((*MENTORS, *MENTEES)):
        if index % AT_ONCE == 0:
            beginning.advance(beginning.now() + timedelta(minutes=1))
        mentors = each.role == "mentor"
        join(
            actors[each.name], str(each.role), wants="" if mentors else each.words, offers=each.words if mentors else ""
        )
    return Seasons(beginning=beginning, started=beginning.now(), actors=actors)
