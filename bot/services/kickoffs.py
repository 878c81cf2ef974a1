"""The kickoff: each answers alone; when both are in, the differences are settled, and a draft follows from it."""

from collections.abc import Mapping
from uuid import UUID

from bot.domain.agreement import Agreement, Terms
from bot.domain.beginnings import alone_from, are_both_in, choices_of, drafted
from bot.domain.cadence import local
from bot.domain.errors import FieldsRefused, KickoffClosed, NothingAsked
from bot.domain.facts import PairFacts
from bot.domain.kickoff import FreeLines, KickoffAnswer, differences, is_known, terms_from, usual_review
from bot.domain.notices import Notice, NoticeKind, ToPair
from bot.domain.pairs import Side
from bot.domain.people import Actor, Person
from bot.services.access import own_facts, own_pair
from bot.services.agreements import draft_agreement
from bot.services.work import Work


def save_choice(work: Work, actor: Actor, pair_id: UUID, item: str, code: str) -> None:
    """Keep one choice as it is made. Raises `NotYourPair`, `PairEnded`, `KickoffClosed`, `FieldsRefused`."""
    facts, person = _open_kickoff(work, actor, pair_id)
    _keep(work, facts, person, {item: code})


def finish_kickoff(work: Work, actor: Actor, pair_id: UUID, choices: Mapping[str, str]) -> PairFacts:
    """All seven, as they stand in the form. When both are in, both are told so, at the same moment.

    Until then the answer may still be changed. Raises like `save_choice`.
    """
    facts, person = _open_kickoff(work, actor, pair_id)
    side = facts.pair.side_of(person.id)
    _keep(work, facts, person, choices_of(facts, side) | dict(choices))
    work.tx.kickoffs.finish(facts.pair.workspace, _answer(facts, person, {}), work.now)
    after = work.tx.pairs.facts([pair_id])[pair_id]
    if are_both_in(after):
        work.tell(_both_in(after))
    work.replan([pair_id])
    return work.tx.pairs.facts([pair_id])[pair_id]


def read_kickoff(work: Work, actor: Actor, pair_id: UUID) -> tuple[PairFacts, Side]:
    """The facts behind the kickoff's forms, for one of the two. Raises `NotYourPair`, `PairEnded`."""
    facts, _, side = own_facts(work.tx, actor, pair_id)
    facts.pair.refuse_unless_open()
    return facts, side


def settle_kickoff(
    work: Work, actor: Actor, pair_id: UUID, settled: Mapping[str, str | None], lines: FreeLines, kept: str = ""
) -> Agreement:
    """Version 1 from both answers: equal ones as they are, the others as settled, None for "we will see".

    Raises `NothingAsked` before both are in, and what `draft_agreement` raises.
    """
    pair, _, _ = own_pair(work.tx, actor, pair_id)
    pair.refuse_unless_open()
    facts = work.tx.pairs.facts([pair.id])[pair.id]
    if not are_both_in(facts):
        raise NothingAsked
    mentors, mentees = (choices_of(facts, side) for side in (Side.MENTOR, Side.MENTEE))
    differing = differences(mentors, mentees)
    unknown = [item for item in differing if (code := settled.get(item)) is not None and not is_known(item, code)]
    if unknown:
        raise FieldsRefused({unknown[0]: "field.choose_again"})
    agreed: dict[str, str | None] = {item: code for item, code in mentors.items() if item not in differing}
    terms = terms_from(agreed | {item: settled.get(item) for item in differing}, lines)
    return draft_agreement(work, actor, pair_id, terms, _newest(facts), kept=kept)


def start_alone(work: Work, actor: Actor, pair_id: UUID) -> Agreement:
    """Version 1 from the actor's own answers, seven working days after they gave them; the partner signs it or changes
    any line, whenever it suits. Raises `NothingAsked` when it is not called for, and what `draft_agreement` raises."""
    pair, person, side = own_pair(work.tx, actor, pair_id)
    pair.refuse_unless_open()
    facts = work.tx.pairs.facts([pair.id])[pair.id]
    at = alone_from(facts, side)
    if at is None or work.now < at:
        raise NothingAsked
    return draft_agreement(work, actor, pair_id, terms_alone(work, facts, person), _newest(facts))


def terms_alone(work: Work, facts: PairFacts, person: Person) -> Terms:
    """What that person chose, with the program's end and no standing slot."""
    today = local(work.now, person.tz).date()
    ends_on = facts.pair.ends_on
    lines = FreeLines(tz=person.tz, ends_on=ends_on, review_on=usual_review(today, ends_on))
    return terms_from(choices_of(facts, facts.pair.side_of(person.id)), lines)


def _newest(facts: PairFacts) -> int:
    """The version that a draft follows on: none in a first beginning, the newest one after a fresh start. Once this
    beginning has its draft, none fits, and the draft of whoever comes second is refused as outdated."""
    return facts.agreement.version if facts.agreement and not drafted(facts) else 0


def _open_kickoff(work: Work, actor: Actor, pair_id: UUID) -> tuple[PairFacts, Person]:
    pair, person, _ = own_pair(work.tx, actor, pair_id)
    pair.refuse_unless_open()
    facts = work.tx.pairs.facts([pair.id])[pair.id]
    if drafted(facts) or are_both_in(facts):
        raise KickoffClosed
    return facts, person


def _keep(work: Work, facts: PairFacts, person: Person, choices: Mapping[str, str]) -> None:
    unknown = [item for item, code in choices.items() if not is_known(item, code)]
    if unknown:
        raise FieldsRefused({unknown[0]: "field.choose_again"})
    work.tx.kickoffs.choose(facts.pair.workspace, _answer(facts, person, choices))


def _answer(facts: PairFacts, person: Person, choices: Mapping[str, str]) -> KickoffAnswer:
    return KickoffAnswer(pair=facts.pair.id, person=person.id, round=facts.pair.beginning, choices=dict(choices))


def _both_in(facts: PairFacts) -> Notice:
    return Notice(
        kind=NoticeKind.KICKOFF_BOTH,
        workspace=facts.pair.workspace,
        to=ToPair(pair=facts.pair.id),
        key=f"kickoff_both:{facts.pair.id}:{facts.pair.beginning}",
        pair=facts.pair.id,
    )
