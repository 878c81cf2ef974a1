"""What only the one who clicked or typed sees."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest

from bot.domain import errors
from bot.domain.digest import DigestCounts, PairNeed
from bot.domain.errors import RuleBroken, TermsRefused
from bot.domain.health import Signal, SignalKind
from bot.domain.pairs import Side
from bot.domain.scenes import PairHistory
from bot.domain.stages import Event, Stage, Status
from bot.views import replies
from bot.views.limits import problems
from bot.views.parts import Message
from tests.support.golden import Golden
from tests.support.papers_of_the_house import some_feedback
from tests.support.people_of_the_house import NOW, a_line, a_pair, a_program, id_of
from tests.views.checking import as_words, look_at
from tests.views.scenes_of_the_house import ANA, BEN, LATER, LEA, TEXTS, in_growth, moving, some_facts, voice_of

BENS, LEAS = voice_of(BEN), voice_of(LEA)
BOTH = {"mentor": ANA.slack_id, "mentee": BEN.slack_id, "person": BEN.slack_id}
FACTS: dict[str, str | int] = {"capacity": 3, "role": "mentor"}
DONE_WITH: dict[str, dict[str, str]] = {
    "lead.added": {"person": "<@U0ANA>"},
    "lead.was_lead": {"person": "<@U0ANA>"},
    "lead.removed": {"person": "<@U0ANA>"},
    "lead.was_none": {"person": "<@U0ANA>"},
    "pair.proposed": {"mentor": "<@U0ANA>", "mentee": "<@U0BEN>"},
    "invite.sent": {"person": "<@U0BEN>"},
    "join.saved": {"program": "Compass"},
    "join.changed": {"program": "Compass"},
}
DONE = sorted(key.removeprefix("done.") for key in TEXTS.keys("en") if key.startswith("done."))
HISTORY = PairHistory(
    facts=some_facts(),
    partner=ANA.id,
    lines=(
        a_line(reason="both_said_yes", evidence={}),
        a_line(
            seq=2,
            event=Event.STAGE,
            stage_after=Stage.GROWTH,
            status_before=Status.ACTIVE,
            at=LATER,
            actor=BEN.id,
            reason="confirmed_and_not_held",
            evidence={"version": 1, "meetings": 2, "goals": 1},
        ),
        a_line(seq=3, event=Event.PAUSE, status_before=Status.ACTIVE, reason="both_said_yes", evidence={"new": 1}),
    ),
)
SINCE = date(2026, 1, 12)


def needing(number: int, *kinds: SignalKind) -> PairNeed:
    """A pair that may need someone."""
    signals = tuple(Signal(kind=kind, since=SINCE) for kind in kinds)
    return PairNeed(pair=id_of(f"pair {number}"), mentor=f"U0ANA{number}", mentee=f"U0BEN{number}", signals=signals)


def refusals() -> list[type[RuleBroken]]:
    """Every refusal of the domain, the base included."""
    found = [RuleBroken]
    for each in found:
        found += each.__subclasses__()
    return [each for each in found if each.__module__ == errors.__name__]


def broken(kind: type[RuleBroken]) -> RuleBroken:
    """A refusal as services raise it."""
    if issubclass(kind, TermsRefused):
        return kind({"ends_on": "field.date_past", "name": "field.name_needed"})
    if issubclass(kind, errors.SlotOutsideHours):
        return kind(["U0ANA"])
    if issubclass(kind, errors.TimeRefused):
        return kind(errors.Unsuited.PAST, ())
    if issubclass(kind, errors.UnknownProgram):
        return kind("Harbor <!here> & *Co*", errors.Wish.DIGEST, ["Harbour", "Choir & *Co*"])
    if issubclass(kind, errors.WhichProgram):
        return kind(errors.Wish.DIGEST, ["Harbour", "Choir & *Co*"])
    return kind(people=BOTH, facts=FACTS)


REPLIES: dict[str, Callable[[], Message]] = {
    "usage": lambda: replies.usage(BENS, is_lead=False),
    "usage_for_leads": lambda: replies.usage(LEAS, is_lead=True),
    "history_nothing": lambda: replies.stage_history(BENS, []),
    "history": lambda: replies.stage_history(BENS, [HISTORY, replace(HISTORY, lines=())]),
    "history_of_many": lambda: replies.stage_history(BENS, [replace(HISTORY, lines=HISTORY.lines * 9)] * 9),
    "digest": lambda: replies.digest(LEAS, DigestCounts(initiation=2, need_someone=1), a_program().id),
    "digest_of_one_of_several": lambda: replies.digest(LEAS, DigestCounts(), a_program().id, "Choir & *Co*"),
    "digest_quiet": lambda: replies.digest(LEAS, DigestCounts(), a_program().id),
    "needs": lambda: replies.needs(
        LEAS, [needing(1, *SignalKind), needing(2, SignalKind.NOT_STARTED), needing(3, SignalKind.SILENT)]
    ),
    "needs_none": lambda: replies.needs(LEAS, []),
    "needs_of_many": lambda: replies.needs(LEAS, [needing(number, *SignalKind) for number in range(90)]),
    "contacts": lambda: replies.contacts(BENS, [LEA.slack_id, "U0LOU"], ["U0MAX"]),
    "contacts_of_several_programs": lambda: replies.contacts(BENS, [LEA.slack_id, "U0LOU"], ["U0MAX", "U0KAI"]),
    "contacts_outside_only": lambda: replies.contacts(BENS, [], ["U0MAX"]),
    "contacts_nobody": lambda: replies.contacts(BENS, [], []),
    "bug": lambda: replies.bug(BENS, "a1b2c3d4"),
    "slack_busy": lambda: replies.slack_busy(BENS),
    "stale": lambda: replies.stale(BENS),
    "took_back": lambda: replies.took_back(BENS, some_feedback()),
    "proposal_yes": lambda: replies.proposal_answered(BENS, "proposal.said_yes"),
    "proposal_no": lambda: replies.proposal_answered(BENS, "proposal.said_no"),
    "stage_confirmed": lambda: replies.stage_confirmed(BENS, in_growth(pair=moving(BEN)), Side.MENTEE),
    "stage_reached": lambda: replies.stage_confirmed(BENS, in_growth(pair=a_pair(stage=Stage.GROWTH)), Side.MENTEE),
    "refusal_with_invite": lambda: replies.refusal_with_invite(LEAS, broken(errors.NotEnrolled)),
    "refusal_without_person": lambda: replies.refusal_with_invite(LEAS, errors.NotEnrolled()),
    "refusal_with_a_persons_words": lambda: replies.refusal(
        LEAS, errors.CapacityReached(people=BOTH, facts={"capacity": "*<!channel>*"})
    ),
    "refusal_of_a_mentor_who_takes_nobody_now": lambda: replies.refusal(
        LEAS, errors.CapacityReached(people=BOTH, facts={"capacity": 0})
    ),
    "refusal_with_invite_to_a_program": lambda: replies.refusal_with_invite(
        LEAS, errors.NotEnrolled(people=BOTH, facts={"program": str(a_program().id)})
    ),
    "done_in_one_of_several": lambda: replies.done_in(LEAS, "Choir & *Co*", "lead.added", person="<@U0ANA>"),
    "refusal_of_one_program_not_known_by_that_name": lambda: replies.refusal(
        LEAS, errors.WhichProgram(errors.Wish.PAIR, ["Harbour"])
    ),
    "refusal_without_its_number": lambda: replies.refusal(LEAS, errors.CapacityReached(people=BOTH)),
}


@pytest.mark.parametrize("name", REPLIES)
def test_a_reply_looks_as_agreed(name: str, golden: Golden) -> None:
    look_at(golden, f"replies/{name}", REPLIES[name]())


@pytest.mark.parametrize("kind", refusals(), ids=lambda kind: kind.key)
def test_a_refusal_looks_as_agreed(kind: type[RuleBroken], golden: Golden) -> None:
    look_at(golden, f"replies/{kind.key}", replies.refusal(LEAS, broken(kind)))


@pytest.mark.parametrize("kind", refusals(), ids=lambda kind: kind.key)
def test_every_refusal_has_a_sentence_of_its_own(kind: type[RuleBroken]) -> None:
    assert kind.key in TEXTS.keys("en")


@pytest.mark.parametrize("key", DONE)
def test_what_was_done_looks_as_agreed(key: str, golden: Golden) -> None:
    look_at(golden, f"replies/done.{key}", replies.done(LEAS, key, **DONE_WITH.get(key, {})))


@pytest.mark.parametrize("wish", errors.Wish)
@pytest.mark.parametrize("language", sorted(TEXTS.languages))
def test_whatever_was_wished_there_is_a_line_that_names_a_program(wish: errors.Wish, language: str) -> None:
    voice = replace(LEAS, locale=language)
    said = replies.refusal(voice, errors.WhichProgram(wish, [f"Program {number}" for number in range(40)])).text

    assert f"`/mentor {wish.value.split('_')[0]}" in said
    assert "Program 0`" in said
    assert ("Program 9" in said, "Program 10" in said) == (True, False)


def test_the_longest_name_that_nobody_knows_fits_a_refusal() -> None:
    said = replies.refusal(LEAS, errors.UnknownProgram("&" * 4000, errors.Wish.DIGEST, ["&" * 80] * 40))
    assert problems({"text": said.text, "blocks": list(said.blocks)}) == []


def test_the_longest_names_fit_a_refusal() -> None:
    look = replies.refusal(LEAS, errors.WhichProgram(errors.Wish.DIGEST, ["&" * 80] * 40))

    assert problems({"text": look.text, "blocks": list(look.blocks)}) == []


def test_a_mentor_who_takes_nobody_now_is_not_asked_to_change_it() -> None:
    said = REPLIES["refusal_of_a_mentor_who_takes_nobody_now"]().text

    assert "no new mentees at the moment" in said
    assert "ask" not in said


def test_the_fields_of_a_form_are_told_where_they_are() -> None:
    said = replies.field_errors(BENS, TermsRefused({"ends_on": "field.date_past"}))

    assert said == {"ends_on": "Choose a day in the future."}


def test_a_list_that_is_too_long_says_how_many_are_left() -> None:
    assert "more pairs" in REPLIES["needs_of_many"]().text


def test_the_history_says_by_whom_only_where_somebody_agreed() -> None:
    said = replies.stage_history(BENS, [HISTORY]).text

    assert "Confirmed by you." in said
    assert said.count("by you") + said.count("by your partner") == 1
    assert "Confirmed by your partner." in replies.stage_history(voice_of(ANA), [replace(HISTORY, partner=BEN.id)]).text


@pytest.mark.parametrize("reason", ["proposal_closed", "left", "deactivated", "planned_end", "both_said_yes"])
def test_the_history_never_tells_who_declined_or_left(reason: str) -> None:
    line = a_line(event=Event.END, actor=ANA.id, reason=f"reason.{reason}", evidence={}, at=NOW + timedelta(days=1))
    said = [
        replies.stage_history(BENS, [replace(HISTORY, lines=(replace(line, actor=actor),))])
        for actor in (ANA.id, BEN.id, None)
    ]

    assert said[0] == said[1] == said[2]
    assert "by you" not in as_words({"blocks": list(said[0].blocks)})
