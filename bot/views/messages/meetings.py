"""Messages about the next meeting: the morning's brief, a time that was suggested, taken or called off."""

from datetime import datetime

from bot.domain.arranging import Upcoming, described, open_suggestion, suits_both, upcoming
from bot.domain.beginnings import meets_anew
from bot.domain.cadence import days_later, local
from bot.domain.facts import PairFacts
from bot.domain.goals import open_goals
from bot.domain.meetings import Suggestion
from bot.domain.pairs import Side
from bot.domain.questions import guide_question
from bot.domain.scenes import Scene
from bot.domain.stages import Status
from bot.views import ids
from bot.views.composing import Choice, Paragraph, answers, compose, note, offers, quoted, say, told
from bot.views.parts import Message
from bot.views.voice import Voice
from bot.views.wording import SceneIncomplete, needed, partner_mention

TALK = Choice(label="word.talk", action=ids.TALK_OPEN)
"""A person is always reachable."""


def brief_part(voice: Voice, scene: Scene) -> list[Paragraph]:
    """Three lines: what the reader wanted to do, a question of the stage, the goal. Before the first two openers, and
    before the first after a fresh start its three questions."""
    facts, side = _whose(scene)
    meeting = described(facts, _number(scene, "number"))
    question = stage_question(voice, facts, meeting.number)
    when = when_words(voice, facts, side, meeting.at)
    return [
        say(voice, "brief.meet", partner=partner_mention(voice, facts, side), when=when),
        *_wanted(voice, facts, side),
        _to_take_along(voice, facts, question),
        *_goal(voice, facts, side),
        *([] if facts.held else [say(voice, "introduction.unease")]),
        offers(voice, *meeting_choices(facts, meeting)),
    ]


def _to_take_along(voice: Voice, facts: PairFacts, question: str) -> Paragraph:
    if meets_anew(facts):
        return say(voice, "reset.take_along")
    return say(voice, "brief.question", question=question) if facts.held else say(voice, "brief.openers")


def first_meeting_part(voice: Voice, scene: Scene) -> list[Paragraph]:
    """A week in, and no time is known. Drawn later, it says what holds then."""
    facts, side = _whose(scene)
    ahead = upcoming(facts, scene.now)
    if ahead is None or ahead.is_settled or facts.held or open_suggestion(facts, scene.now):
        whose = say(voice, "bundle.partner", partner=partner_mention(voice, facts, side))
        is_named = ahead is None or ahead.is_agreed or open_suggestion(facts, scene.now)
        return [*([] if is_named else [whose]), *next_paragraphs(voice, facts, side, scene.now)]
    value = f"{facts.pair.id}:{ahead.number}"
    return [
        say(voice, "first_meeting.ask", partner=partner_mention(voice, facts, side)),
        offers(
            voice,
            Choice(label="meeting.plan", action=ids.MEETING_OTHER, value=value, style="primary"),
            Choice(label="meeting.guide", action=ids.GUIDE_OPEN, value=str(facts.pair.id)),
        ),
        say(voice, "first_meeting.then"),
    ]


def meeting_suggested(voice: Voice, scene: Scene) -> Message:
    """To the partner of who suggested a time; after a click, or drawn later, what holds then."""
    facts, side = _whose(scene)
    return suggestion_now(voice, facts, side, scene.now)


def suggestion_now(voice: Voice, facts: PairFacts, side: Side, now: datetime) -> Message:
    """How the next meeting stands, in place of a suggestion that was answered or is no longer the newest."""
    partner = partner_mention(voice, facts, side)
    return compose(
        voice,
        [
            *next_paragraphs(voice, facts, side, now),
            offers(voice, TALK),
            note(voice, "meeting.suggested_why", partner=partner),
        ],
    )


def meeting_agreed(voice: Voice, scene: Scene) -> Message:
    """To who suggested the time that was taken."""
    facts, side = _whose(scene)
    meeting = described(facts, _number(scene, "number"))
    partner, when = partner_mention(voice, facts, side), when_words(voice, facts, side, meeting.at)
    return compose(
        voice,
        [
            say(voice, "meeting.taken", partner=partner, when=when),
            offers(voice, *meeting_choices(facts, meeting)),
            offers(voice, TALK),
            note(voice, "meeting.taken_why"),
        ],
    )


def meeting_cancelled(voice: Voice, scene: Scene) -> Message:
    """To the partner of who called it off, with the word that came along."""
    facts, side = _whose(scene)
    meeting = needed(facts.meeting(_number(scene, "number")), "meeting")
    partner, day = partner_mention(voice, facts, side), voice.local(meeting.expected_at)
    return compose(
        voice,
        [
            say(voice, "meeting.cancelled", partner=partner, day=day),
            *_word(voice, meeting.word),
            *next_paragraphs(voice, facts, side, scene.now),
            offers(voice, TALK),
            note(voice, "meeting.cancelled_why"),
        ],
    )


def next_paragraphs(
    voice: Voice, facts: PairFacts, side: Side, now: datetime, check_in: int | None = None
) -> list[Paragraph]:
    """How the next meeting stands for one side, with what they can do about it. `check_in` is the one it stands in."""
    ahead, waiting = upcoming(facts, now), open_suggestion(facts, now)
    if facts.pair.status is Status.PAUSED:
        return [say(voice, "home.paused")]
    if ahead is None:
        return [say(voice, "meeting.none_ahead", partner=partner_mention(voice, facts, side))]
    words, choices = next_words(voice, facts, side, now, check_in)
    row = offers(voice, *choices) if ahead.is_agreed and waiting is None else answers(voice, *choices)
    return [told(words), *(_word(voice, waiting.word) if waiting else []), row]


def next_words(
    voice: Voice, facts: PairFacts, side: Side, now: datetime, check_in: int | None = None
) -> tuple[str, tuple[Choice, ...]]:
    """The same as one sentence and its buttons; only while a meeting lies ahead."""
    ahead = needed(upcoming(facts, now), "next meeting")
    if waiting := open_suggestion(facts, now):
        return _suggested(voice, facts, side, waiting, check_in)
    if ahead.is_agreed:
        when, partner = when_words(voice, facts, side, ahead.at), partner_mention(voice, facts, side)
        return voice.say("meeting.agreed", partner=partner, when=when), meeting_choices(facts, ahead)
    return _offered(voice, facts, side, ahead, check_in)


def meeting_choices(facts: PairFacts, meeting: Upcoming) -> tuple[Choice, ...]:
    """Move it, call it off, the guide, the calendar."""
    pair, value = str(facts.pair.id), f"{facts.pair.id}:{meeting.number}"
    return (
        Choice(label="meeting.other", action=ids.MEETING_OTHER, value=value),
        Choice(label="meeting.none", action=ids.MEETING_CANCEL, value=value),
        Choice(label="meeting.guide", action=ids.GUIDE_OPEN, value=pair),
        Choice(label="meeting.calendar", action=ids.CALENDAR_OPEN, value=pair),
    )


def when_words(voice: Voice, facts: PairFacts, side: Side, at: datetime) -> str:
    """The time on the reader's clock, and on the partner's when theirs shows another."""
    partner = facts.person(side.other)
    here, there = voice.local(at), local(at, partner.tz)
    said = voice.say("meeting.when", at=here)
    if here.replace(tzinfo=None) == there.replace(tzinfo=None):
        return said
    key = "meeting.clock" if here.date() == there.date() else "meeting.when"
    other = voice.say(key, at=there)
    return voice.say("meeting.when_there", when=said, there=other, partner=voice.mention(partner.slack_id))


def stage_question(voice: Voice, facts: PairFacts, number: int) -> str:
    """The question of the stage's guide that belongs to meeting `number`."""
    return voice.say(f"guide.{facts.pair.stage}.{guide_question(number)}")


def _suggested(
    voice: Voice, facts: PairFacts, side: Side, waiting: Suggestion, check_in: int | None
) -> tuple[str, tuple[Choice, ...]]:
    when, partner = when_words(voice, facts, side, waiting.at), partner_mention(voice, facts, side)
    value = f"{facts.pair.id}:{waiting.number}"
    other = Choice(label="meeting.other", action=ids.MEETING_OTHER, value=value)
    none = Choice(label="meeting.none", action=ids.MEETING_CANCEL, value=value)
    if waiting.by == facts.pair.person_on(side):
        key = "meeting.said_same" if waiting.is_usual else "meeting.said_other"
        return voice.say(key, when=when, partner=partner), (other, none)
    if waiting.is_usual:
        same = Choice(label="meeting.fits", action=ids.MEETING_SAME, value=_within(value, check_in), style="primary")
        return voice.say("meeting.suggested_usual", partner=partner, when=when), (same, other, none)
    turn = _within(f"{facts.pair.id}:{waiting.turn}", check_in)
    take = Choice(label="meeting.take", action=ids.MEETING_TAKE, value=turn, style="primary")
    return voice.say("meeting.suggested", partner=partner, when=when), (take, other, none)


def _offered(
    voice: Voice, facts: PairFacts, side: Side, ahead: Upcoming, check_in: int | None
) -> tuple[str, tuple[Choice, ...]]:
    """The usual time for one tap; where it does not suit both, the two are asked for another."""
    when, value = when_words(voice, facts, side, ahead.at), f"{facts.pair.id}:{ahead.number}"
    other = Choice(label="meeting.other", action=ids.MEETING_OTHER, value=value)
    none = Choice(label="meeting.none", action=ids.MEETING_CANCEL, value=value)
    if not suits_both(facts, ahead):
        return voice.say("meeting.unsuited", when=when), (other, none)
    is_same = _is_same_time(facts, ahead)
    key = f"meeting.usual_{facts.pair.rhythm}" if is_same else "meeting.offer"
    label = "meeting.same" if is_same else "meeting.fits"
    same = Choice(label=label, action=ids.MEETING_SAME, value=_within(value, check_in), style="primary")
    return voice.say(key, when=when), (same, other, none)


def _is_same_time(facts: PairFacts, ahead: Upcoming) -> bool:
    """Whether it is a rhythm after the last one, at its time, and that time was settled by the two."""
    if ahead.number == 1:
        return False
    before = described(facts, ahead.number - 1)
    is_usual = ahead.is_on_slot or before.is_agreed
    return is_usual and ahead.at in {days_later(before.at, facts.pair.rhythm.days, each.tz) for each in facts.people}


def _within(value: str, check_in: int | None) -> str:
    return value if check_in is None else f"{value}:{check_in}"


def _wanted(voice: Voice, facts: PairFacts, side: Side) -> list[Paragraph]:
    commitment = facts.commitment(facts.pair.person_on(side))
    return [say(voice, "brief.wanted"), quoted(voice, commitment.words)] if commitment else []


def _goal(voice: Voice, facts: PairFacts, side: Side) -> list[Paragraph]:
    goal = next(iter(open_goals(facts.goals)), None)
    if goal is None:
        return []
    if side is Side.MENTEE:
        return [say(voice, "brief.goal_mine"), quoted(voice, goal.text)]
    return [say(voice, "brief.goal_partner", partner=partner_mention(voice, facts, side)), quoted(voice, goal.text)]


def _word(voice: Voice, word: str) -> list[Paragraph]:
    return [say(voice, "meeting.word"), quoted(voice, word)] if word else []


def _whose(scene: Scene) -> tuple[PairFacts, Side]:
    facts = needed(scene.facts, "pair")
    return facts, facts.pair.side_of(needed(scene.reader, "reader").id)


def _number(scene: Scene, name: str) -> int:
    if (number := scene.notice.facts.get(name)) is None:
        raise SceneIncomplete(name)
    return int(number)
