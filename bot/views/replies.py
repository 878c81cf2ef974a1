"""What only the one who clicked or typed sees, at once. Nothing here needs a later action."""

from collections.abc import Sequence
from uuid import UUID

from bot.domain.digest import DigestCounts, PairNeed
from bot.domain.facts import PairFacts
from bot.domain.feedback import Feedback
from bot.domain.growth import moves_at
from bot.domain.pairs import Side
from bot.domain.scenes import PairHistory
from bot.texts import Given
from bot.views import ids
from bot.views.composing import (
    LINE_ROOM,
    Choice,
    Paragraph,
    as_many_as_fit,
    compose,
    lines,
    note,
    offers,
    quoted,
    say,
    told,
)
from bot.views.histories import history_lines, history_title
from bot.views.messages.check_ins import TALK
from bot.views.messages.leads import digest_paragraphs
from bot.views.parts import Message
from bot.views.refusals import field_errors, refusal, refusal_with_invite
from bot.views.voice import Voice
from bot.views.wording import program_lines, stage_name

__all__ = [
    "bug",
    "contacts",
    "digest",
    "done",
    "done_in",
    "field_errors",
    "needs",
    "proposal_answered",
    "refusal",
    "refusal_with_invite",
    "slack_busy",
    "stage_confirmed",
    "stage_history",
    "stale",
    "took_back",
    "usage",
]

MOST_LINES = 40
"""Lines of a list; more does not fit the 3,000 characters of a section and nobody reads on."""


def usage(voice: Voice, is_lead: bool) -> Message:  # noqa: FBT001 - a fact about the reader
    """What can be typed, with examples; leads see their words too."""
    words = ["join", "leave", "stage", "help"]
    if is_lead:
        words += ["program", "lead", "pair", "digest", "rehearse"]
    listed = [voice.say(f"usage.{word}") for word in words]
    said = [say(voice, "usage.title"), lines(listed), note(voice, "usage.several"), say(voice, "usage.home")]
    return compose(voice, [*said, offers(voice, TALK)])


def done(voice: Voice, key: str, **slots: Given) -> Message:
    """What was done. `key` is the part after `done.`, such as `lead.added`; people come as mentions."""
    return compose(voice, [say(voice, f"done.{key}", **slots)])


def done_in(voice: Voice, label: str | None, key: str, **slots: Given) -> Message:
    """The same, in the program of that name, where there are several."""
    return compose(voice, [say(voice, f"done.{key}", **slots), *map(told, program_lines(voice, label))])


def proposal_answered(voice: Voice, key: str) -> Message:
    """What stands in place of the proposal. `key` is `proposal.said_yes` or `proposal.said_no`."""
    return done(voice, key)


def stage_confirmed(voice: Voice, facts: PairFacts, side: Side) -> Message:
    """What stands in place of the proposed stage after that side agreed: it waits a week, or both agreed."""
    del side  # Both read the same: when both agreed it is reached, else the reader is the one who agreed.
    if (move := facts.pair.move) is None:
        return compose(voice, [say(voice, "answer.stage_reached", stage=stage_name(voice, facts.pair.stage))])
    stage, day = stage_name(voice, move.to), voice.local(moves_at(move))
    return compose(voice, [say(voice, "stage.mine", stage=stage, day=day)])


def stage_history(voice: Voice, histories: Sequence[PairHistory]) -> Message:
    """Each pair's stages so far, newest first, as many lines as fit."""
    if not histories:
        return compose(voice, [say(voice, "history.none")])
    room = LINE_ROOM // len(histories)
    return compose(voice, [part for history in histories for part in _history(voice, history, room)])


def digest(voice: Voice, counts: DigestCounts, program_id: UUID, label: str | None = None) -> Message:
    """The digest as of now, for the lead who asked; with the program's name where there are several."""
    title = [say(voice, "digest.now"), *map(told, program_lines(voice, label))]
    return compose(voice, [*title, *digest_paragraphs(voice, counts, str(program_id))])


def needs(voice: Voice, needs: Sequence[PairNeed]) -> Message:
    """For leads alone: names, and the facts of contact that say a pair may need someone."""
    if not needs:
        return compose(voice, [say(voice, "need.none")])
    sentences = [_need(voice, each) for each in needs]
    shown = as_many_as_fit(sentences, MOST_LINES)
    more: list[Paragraph] = [say(voice, "need.more", n=len(sentences) - len(shown))] if len(shown) < len(needs) else []
    return compose(voice, [say(voice, "need.title"), lines(shown), *more, note(voice, "need.next")])


def contacts(voice: Voice, leads: Sequence[str], outside: Sequence[str]) -> Message:
    """Whom one can talk to."""
    return compose(
        voice,
        [
            say(voice, "contacts.title"),
            lines(contact_lines(voice, leads, outside)),
            note(voice, "contacts.unrecorded"),
        ],
    )


def contact_lines(voice: Voice, leads: Sequence[str], outside: Sequence[str]) -> list[str]:
    """Leads, then the contacts outside, of all programs somebody is in, then how to reach them."""
    said = []
    if leads:
        said.append(voice.say("contacts.leads", people=[voice.mention(lead) for lead in leads[:MOST_LINES]]))
    if len(outside) == 1:
        said.append(voice.say("contacts.contact", person=voice.mention(outside[0])))
    elif outside:
        said.append(voice.say("contacts.several", people=[voice.mention(person) for person in outside[:MOST_LINES]]))
    return [*said, voice.say("contacts.next")] if said else [voice.say("contacts.nobody")]


def bug(voice: Voice, reference: str) -> Message:
    """Something of ours broke; the reference leads the operator to the trace."""
    return compose(voice, [say(voice, "answer.bug", reference=reference)])


def stale(voice: Voice) -> Message:
    """The button belongs to what has moved on."""
    return compose(voice, [say(voice, "answer.stale")])


def slack_busy(voice: Voice) -> Message:
    """Slack could not be asked, so nothing was done."""
    return compose(voice, [say(voice, "answer.slack_busy")])


def took_back(voice: Voice, feedback: Feedback) -> Message:
    """The words will not be sent; their author keeps them in sight and can write again from here."""
    said = [say(voice, "answer.took_back"), say(voice, "feedback.your_words"), quoted(voice, feedback.words)]
    anew = Choice(label="answer.write_again", action=ids.QUESTION_OPEN, value=f"{feedback.pair}:{feedback.number}")
    return compose(voice, [*said, offers(voice, anew)])


def _history(voice: Voice, history: PairHistory, room: int) -> list[Paragraph]:
    sentences = history_lines(voice, history) or [voice.say("history.no_lines")]
    shown = as_many_as_fit(sentences, MOST_LINES, room)
    more = [say(voice, "history.more")] if len(shown) < len(sentences) else []
    listed = [lines(shown)] if shown else []
    return [told(history_title(voice, history)), *listed, *more]


def _need(voice: Voice, need: PairNeed) -> str:
    mentor, mentee = voice.mention(need.mentor), voice.mention(need.mentee)
    signals = [voice.say(f"need.signal.{signal.kind}", since=signal.since) for signal in need.signals]
    return voice.say("need.pair", mentor=mentor, mentee=mentee, signals=signals)
