"""Messages to leads: the digest of counts, and what could not be delivered."""

from collections.abc import Sequence
from dataclasses import fields

from bot.domain.digest import DigestCounts
from bot.domain.notices import Notice, NoticeKind, OutboxState, ToChannel, ToPair, ToPerson
from bot.domain.scenes import Scene
from bot.views import ids
from bot.views.composing import Choice, Paragraph, compose, lines, note, offers, say
from bot.views.parts import Message
from bot.views.voice import Voice
from bot.views.wording import needed

MENDED = frozenset(
    {
        "not_in_channel",
        "channel_not_found",
        "is_archived",
        "user_disabled",
        "account_inactive",
        "messages_tab_disabled",
        "restricted_action",
        "msg_too_long",
        "invalid_blocks",
    }
)
"""Slack's errors for which we know how to mend them; the others are shown as Slack spells them."""


MENDED_DIRECTLY = frozenset({"channel_not_found", "restricted_action"})
"""Those that are mended in another way for a message to a person or to a pair."""


def digest(voice: Voice, scene: Scene) -> Message:
    """To the leads' channel: counts only, and a button that shows more to leads alone."""
    program = needed(scene.program, "program")
    numbers = scene.notice.facts
    counts = DigestCounts(**{each.name: int(numbers.get(each.name, 0)) for each in fields(DigestCounts)})
    title = say(voice, "digest.title", program=voice.words(program.terms.name))
    return compose(voice, [title, *digest_paragraphs(voice, counts, str(program.id)), note(voice, "digest.why")])


def digest_paragraphs(voice: Voice, counts: DigestCounts, program_id: str) -> list[Paragraph]:
    """The counts, and the button while some pair may need someone."""
    return [lines(_count_lines(voice, counts)), *_needs(voice, counts, program_id)]


def undelivered(voice: Voice, scene: Scene) -> Message:
    """To a lead: for whom a message was and how to mend it. Never what is in it."""
    entry = needed(scene.undelivered, "undelivered message")
    what = meant_for(voice, entry.notice, _people(scene, entry.notice))
    match entry.state:
        case OutboxState.WAITING_LEAD:
            again = Choice(label="undelivered.again", action=ids.POST_AGAIN, value=str(entry.id), style="primary")
            reason = entry.reason or ""
            if reason in MENDED:
                said = say(voice, "undelivered.dead", what=what, reason=mend(voice, entry.notice, reason))
            else:
                said = say(voice, "undelivered.unsure", what=what)
            body = [said, offers(voice, again)]
        case OutboxState.DEAD:
            body = [say(voice, "undelivered.dead", what=what, reason=mend(voice, entry.notice, entry.reason or ""))]
        case _:
            body = [say(voice, "undelivered.settled")]
    return compose(voice, [*body, note(voice, "undelivered.why")])


def mend(voice: Voice, notice: Notice, code: str) -> str:
    """What to do about one of Slack's errors: a lead can choose another channel, and no other person or pair."""
    if code in MENDED_DIRECTLY and not isinstance(notice.to, ToChannel):
        return voice.say(f"mend.direct.{code}")
    if code in MENDED:
        return voice.say(f"mend.{code}")
    return voice.say("mend.unknown", code=voice.words(code))


def _count_lines(voice: Voice, counts: DigestCounts) -> list[str]:
    active = counts.initiation + counts.growth + counts.maturity + counts.closure
    return [
        voice.say(
            "digest.pairs",
            initiation=counts.initiation,
            growth=counts.growth,
            maturity=counts.maturity,
            closure=counts.closure,
        ),
        voice.say("digest.status", active=active, proposed=counts.proposed, paused=counts.paused, ended=counts.ended),
        voice.say("digest.unsigned", unsigned=counts.unsigned),
        voice.say("digest.checks", answered=counts.answered, asked=counts.asked),
        voice.say("digest.meetings", held=counts.held, expected=counts.expected),
        voice.say("digest.changes", stage_changes=counts.stage_changes),
        voice.say("digest.unreachable", unreachable=counts.unreachable),
    ]


def _needs(voice: Voice, counts: DigestCounts, program_id: str) -> list[Paragraph]:
    if not counts.need_someone:
        return [say(voice, "digest.need_nobody")]
    return [
        say(voice, "digest.need", n=counts.need_someone),
        offers(voice, Choice(label="digest.show", action=ids.DIGEST_NEEDS, value=program_id)),
        note(voice, "digest.looks"),
    ]


def _people(scene: Scene, notice: Notice) -> tuple[str, ...]:
    """Slack ids of the one it was for, or of the two."""
    if isinstance(notice.to, ToPerson):
        return (scene.meant_for,) if scene.meant_for else ()
    return tuple(person.slack_id for person in scene.facts.people) if scene.facts else ()


def meant_for(voice: Voice, notice: Notice, people: Sequence[str]) -> str:
    """What a message is called by those it was for, `people`, as far as they are known."""
    match notice.to, [voice.mention(each) for each in people]:
        case ToPerson(), [person]:
            return voice.say("undelivered.to_person", person=person)
        case ToPerson(), _:
            return voice.say("undelivered.to_somebody")
        case ToPair(), [mentor, mentee]:
            return voice.say("undelivered.to_pair", mentor=mentor, mentee=mentee)
        case ToPair(), _:
            return voice.say("undelivered.to_group")
        case ToChannel(channel=channel), _:
            return to_channel(voice, notice.kind, channel)


def to_channel(voice: Voice, kind: NoticeKind, channel: str) -> str:
    """What a message to the program's channel is called."""
    key = "undelivered.to_channel_news" if kind is NoticeKind.GOAL_CELEBRATED else "undelivered.to_channel"
    return voice.say(key, channel=f"<#{channel}>")
