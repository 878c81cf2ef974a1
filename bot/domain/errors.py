"""Refusals: a rule said no. Each is a fact with a text key; anything else that is raised is a bug."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from enum import StrEnum
from typing import ClassVar, TypeAlias

Slot: TypeAlias = str | int


class RuleBroken(Exception):
    """A rule of the program refused something a person asked for.

    `key` names the sentence in bot/texts that says what happened and what to do next. `people` maps slots of that
    sentence to Slack ids (drawn as mentions), `facts` maps the other slots to numbers or a person's words (drawn
    escaped). Nothing was changed when it is raised.
    """

    key: ClassVar[str] = "refusal.rule"

    def __init__(self, *, people: Mapping[str, str] | None = None, facts: Mapping[str, Slot] | None = None) -> None:
        super().__init__(self.key)
        self.people = dict(people or {})
        self.facts = dict(facts or {})


class NotALead(RuleBroken):
    """Only a lead of the program may do this."""

    key = "refusal.not_a_lead"


class NobodyLeads(NotALead):
    """No lead is left whose account is alive, so that nobody can be asked; an admin or an owner may take over."""

    key = "refusal.nobody_leads"


class NotAnAdmin(RuleBroken):
    """The first program is set up by a workspace admin, an owner, or the configured first lead."""

    key = "refusal.not_an_admin"


class NoRightToAdd(RuleBroken):
    """Another program is set up by a workspace admin, an owner, the configured first lead, or a lead of any program."""

    key = "refusal.no_right_to_add"


class NoProgram(RuleBroken):
    """Nobody has set up a program in this workspace yet."""

    key = "refusal.no_program"


class Wish(StrEnum):
    """What somebody wants of a program; each has a line that can be typed with the program's name at its end."""

    PROGRAM = "program"
    LEAD_ADD = "lead_add"
    LEAD_REMOVE = "lead_remove"
    JOIN = "join"
    LEAVE = "leave"
    PAIR = "pair"
    DIGEST = "digest"
    REHEARSE = "rehearse"


class WhichProgram(RuleBroken):
    """It is not clear which program is meant. `choices` are the names of those that can be, in the leads' words."""

    key = "refusal.which_program"

    def __init__(self, wish: Wish, choices: Sequence[str]) -> None:
        super().__init__()
        self.wish = wish
        self.choices = tuple(choices)


class UnknownProgram(WhichProgram):
    """No program is called `name`, as somebody typed it."""

    key = "refusal.unknown_program"

    def __init__(self, name: str, wish: Wish, choices: Sequence[str]) -> None:
        super().__init__(wish, choices)
        self.name = name


class SamePerson(RuleBroken):
    """Mentor and mentee are one person."""

    key = "refusal.same_person"


class NotAPerson(RuleBroken):
    """The account is a bot, a workflow, or Slackbot."""

    key = "refusal.not_a_person"


class Deactivated(RuleBroken):
    """The account is deactivated in Slack."""

    key = "refusal.deactivated"


class IsAGuest(RuleBroken):
    """Guests do not see the workspace that the other side works in; the program leaves them out."""

    key = "refusal.guest"


class IsAStranger(RuleBroken):
    """The person belongs to another company's workspace (Slack Connect)."""

    key = "refusal.stranger"


class UnknownPerson(RuleBroken):
    """Slack knows nobody by that id here."""

    key = "refusal.unknown_person"


class NotEnrolled(RuleBroken):
    """The person has not joined the program."""

    key = "refusal.not_enrolled"


class WrongRole(RuleBroken):
    """The person joined for the other role only."""

    key = "refusal.wrong_role"


class AlreadyPaired(RuleBroken):
    """A mentee has one mentor at a time in a program."""

    key = "refusal.already_paired"


class CapacityReached(RuleBroken):
    """The mentor already has as many mentees as they said they can take."""

    key = "refusal.capacity_reached"


class LastLead(RuleBroken):
    """A program keeps at least one lead."""

    key = "refusal.last_lead"


class NotYourPair(RuleBroken):
    """The person is not one of the two, or the pair is gone; both read the same, so ids cannot be probed."""

    key = "refusal.not_your_pair"


class PairEnded(RuleBroken):
    """The pair has ended; nothing more happens in it."""

    key = "refusal.pair_ended"


class PairPaused(RuleBroken):
    """The two are paused: what belongs to the next meeting waits until one of them takes it up again."""

    key = "refusal.pair_paused"


class ProposalGone(RuleBroken):
    """The proposal was answered or has run out."""

    key = "refusal.proposal_gone"


class NotReadyToSign(RuleBroken):
    """No agreement is drafted yet."""

    key = "refusal.no_draft"


class AlreadySigned(RuleBroken):
    """This person signed this version before."""

    key = "refusal.already_signed"


class AgreementChanged(RuleBroken):
    """A newer version was saved while this one was on screen."""

    key = "refusal.agreement_changed"


class TermsRefused(RuleBroken):
    """Fields of the agreement that do not hold; `fields` maps a field's name to a text key."""

    key = "refusal.terms"

    def __init__(self, fields: Mapping[str, str]) -> None:
        super().__init__()
        self.fields = dict(fields)


class FieldsRefused(TermsRefused):
    """Fields of any other form that do not hold, in the same shape."""

    key = "refusal.fields"


class NothingAsked(RuleBroken):
    """The button belongs to a check-in or proposal that was never asked of this person."""

    key = "refusal.nothing_asked"


class TooLateToTakeBack(RuleBroken):
    """The hour is over and the words are with their reader."""

    key = "refusal.too_late_to_take_back"


class AlreadySent(RuleBroken):
    """These words were sent or are held for sending; a second form changes nothing."""

    key = "refusal.already_sent"


class NotPostedAgain(RuleBroken):
    """The message is not waiting for a lead any more."""

    key = "refusal.not_waiting"


class NobodyToAsk(RuleBroken):
    """All leads are in this pair and the program names no contact outside it."""

    key = "refusal.nobody_to_ask"


class NotPartOfProgram(RuleBroken):
    """The one who acts has not joined the program yet."""

    key = "refusal.join_first"


class NotForYou(RuleBroken):
    """Guests, apps and people of other companies do not take part; said to themselves, before they fill in a form."""

    key = "refusal.not_for_you"


class FromElsewhere(NotForYou):
    """Somebody of another company clicked in a shared channel: nothing of this workspace is looked up for them."""

    key = "refusal.from_elsewhere"


class SaidYesAlready(RuleBroken):
    """A second yes to a proposal: the first one counts."""

    key = "refusal.said_yes_already"


class Unsuited(StrEnum):
    """Why a time does not suit the two."""

    PAST = "past"
    AFTER_END = "after_end"
    DAY_OFF = "day_off"
    OUTSIDE = "outside"


class TimeRefused(RuleBroken):
    """A time for a meeting that does not suit both; `spans` are hours near it that would, as instants."""

    key = "refusal.time"

    def __init__(self, reason: Unsuited, spans: Sequence[tuple[datetime, datetime]]) -> None:
        super().__init__()
        self.reason = reason
        self.spans = tuple(spans)


class MeetingChanged(RuleBroken):
    """The next meeting is another one, or at another time, than the form or button was about."""

    key = "refusal.meeting_changed"


class NoMeetingAhead(RuleBroken):
    """The planned end comes before another meeting."""

    key = "refusal.no_meeting_ahead"


class GoalsAreTheMentees(RuleBroken):
    """A mentor reads the goals; their mentee writes them."""

    key = "refusal.goals_are_the_mentees"


class TooManyGoals(RuleBroken):
    """As many goals are open as anybody can pursue at once."""

    key = "refusal.too_many_goals"


class KickoffClosed(RuleBroken):
    """Both have answered, or there is an agreement: an answer that the other has seen is not changed any more."""

    key = "refusal.kickoff_closed"


class AgreementsStay(RuleBroken):
    """Nothing newer than what both signed waits for an answer."""

    key = "refusal.agreement_stays"


class CelebrationPosted(RuleBroken):
    """A celebration stands in the channel, or is on its way there."""

    key = "refusal.celebration_posted"


class CelebrationAgreed(RuleBroken):
    """Both want a goal celebrated in the channel; until one of them keeps it between the two, it was reached."""

    key = "refusal.celebration_agreed"


class SlotOutsideHours(RuleBroken):
    """A standing slot outside the hours of `outside`, by Slack ids. Who saves it once more keeps it."""

    key = "refusal.slot_outside"

    def __init__(self, outside: Sequence[str]) -> None:
        super().__init__()
        self.outside = tuple(outside)
