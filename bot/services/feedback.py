"""Feedback from one partner: reader first, then words, then the exact message, then an hour to take it back."""

from uuid import UUID, uuid4

from bot.domain.errors import AlreadySent, NobodyToAsk, NothingAsked, NotYourPair
from bot.domain.facts import PairFacts
from bot.domain.feedback import Feedback, FeedbackState
from bot.domain.notices import Notice, NoticeKind, ToPerson
from bot.domain.people import Actor, Person
from bot.domain.questions import Visibility
from bot.services.access import own_facts, own_pair, who_can_be_asked
from bot.services.work import Work


def draft_feedback(
    work: Work, actor: Actor, pair_id: UUID, question: str, number: int, visibility: Visibility, words: str
) -> Feedback:
    """Keep the words as a draft, so that a closed form loses nothing. One per check-in and question.

    Raises `NotYourPair`, `PairEnded`, `NothingAsked`, `NobodyToAsk`, `AlreadySent`, `FieldsRefused`.
    """
    pair, person, _ = own_pair(work.tx, actor, pair_id)
    pair.refuse_unless_open()
    facts = work.tx.pairs.facts([pair.id])[pair.id]
    if not any(check.person == person.id and check.number == number for check in facts.checks):
        raise NothingAsked
    refuse_unless_readable(work, facts, visibility)
    before = work.tx.feedback.find(pair.id, person.id, question, number)
    draft = before or Feedback(
        id=uuid4(),
        workspace=pair.workspace,
        pair=pair.id,
        author=person.id,
        question=question,
        number=number,
        visibility=visibility,
        words="",
        state=FeedbackState.DRAFT,
        written_at=work.now,
    )
    written = draft.rewrite(words, visibility, work.now)
    work.tx.feedback.save(written)
    return written


def read_draft(work: Work, actor: Actor, pair_id: UUID, question: str, number: int) -> Feedback | None:
    """What the actor has written for this check-in so far, if anything. Raises `NotYourPair`."""
    facts, person, _ = own_facts(work.tx, actor, pair_id)
    return work.tx.feedback.find(facts.pair.id, person.id, question, number)


def own_feedback(work: Work, actor: Actor, feedback_id: UUID) -> Feedback:
    """The actor's own words, locked. Raises `NotYourPair` for anybody else's, or none."""
    person = work.tx.people.find(actor.workspace, actor.slack_id)
    found = work.tx.feedback.lock(feedback_id)
    if person is None or found is None or found.author != person.id or found.workspace != actor.workspace:
        raise NotYourPair
    return found


def send_feedback(work: Work, actor: Actor, feedback_id: UUID) -> Feedback:
    """Hold the words for an hour and then hand them to the chosen reader; what is private stays with the author.

    Raises `NotYourPair`, `PairEnded`, `AlreadySent`, `NobodyToAsk`.
    """
    draft = own_feedback(work, actor, feedback_id)
    pair, person, _ = own_pair(work.tx, actor, draft.pair)
    pair.refuse_unless_open()
    facts = work.tx.pairs.facts([pair.id])[pair.id]
    sent = draft.send(work.now)
    work.tx.feedback.save(sent)
    if sent.state is FeedbackState.HELD:
        if not _readers(work, facts, sent):
            raise NobodyToAsk
        work.tell(_receipt(sent, person))
        hand_to_readers(work, sent)
    work.replan([pair.id])
    return sent


def hand_to_readers(work: Work, words: Feedback) -> None:
    """A letter for each who may read the words as of today; who has one already gets no second."""
    facts = work.tx.pairs.facts([words.pair])[words.pair]
    work.tell(*(_letter(words, reader) for reader in _readers(work, facts, words)))


def take_back(work: Work, actor: Actor, feedback_id: UUID) -> Feedback:
    """Withdraw held words: nobody has read them, nobody will. A second click changes nothing.

    Raises `NotYourPair`, `TooLateToTakeBack`.
    """
    held = own_feedback(work, actor, feedback_id)
    if held.state is FeedbackState.TAKEN_BACK:
        return held
    back = held.take_back(work.now)
    work.tx.feedback.save(back)
    facts = work.tx.pairs.facts([held.pair])[held.pair]
    for reader in _readers(work, facts, held):
        work.cancel(held.workspace, _letter(held, reader).key, "taken back by its author")
    work.replan([held.pair])
    return back


def discard_note(work: Work, actor: Actor, feedback_id: UUID) -> None:
    """Throw away what the actor kept for themselves, for good; also after the pair has ended. A second click changes
    nothing. Raises `NotYourPair`, and `NothingAsked` for words that were for somebody."""
    kept = own_feedback(work, actor, feedback_id)
    if kept.state is FeedbackState.TAKEN_BACK and not kept.words:
        return
    work.tx.feedback.save(kept.discard())
    work.replan([kept.pair])


def _readers(work: Work, facts: PairFacts, words: Feedback) -> tuple[UUID, ...]:
    match words.visibility:
        case Visibility.PARTNER:
            return (facts.pair.partner_of(words.author),)
        case Visibility.LEAD:
            return who_can_be_asked(work.tx, facts)
        case Visibility.PRIVATE:
            return ()


def _letter(words: Feedback, reader: UUID) -> Notice:
    kind = NoticeKind.FEEDBACK if words.visibility is Visibility.PARTNER else NoticeKind.HELP_ASKED
    return Notice(
        kind=kind,
        workspace=words.workspace,
        to=ToPerson(person=reader),
        key=f"{kind}:{words.id}:{reader}:{words.written_at.isoformat()}",
        pair=words.pair,
        about=words.id,
        not_before=words.held_until,
    )


def _receipt(words: Feedback, author: Person) -> Notice:
    return Notice(
        kind=NoticeKind.FEEDBACK_HELD,
        workspace=words.workspace,
        to=ToPerson(person=author.id),
        key=f"feedback_held:{words.id}:{words.written_at.isoformat()}",
        pair=words.pair,
        about=words.id,
        expires_at=words.held_until,
    )


def refuse_if_sent(work: Work, actor: Actor, pair_id: UUID, question: str, number: int) -> None:
    """Raise `AlreadySent` when the actor's words for this check-in are held, kept or delivered."""
    written = read_draft(work, actor, pair_id, question, number)
    if written and written.state not in (FeedbackState.DRAFT, FeedbackState.TAKEN_BACK):
        raise AlreadySent


def refuse_unless_readable(work: Work, facts: PairFacts, visibility: Visibility) -> None:
    """Raise `NobodyToAsk` when a lead was chosen and none outside the pair can be asked."""
    if visibility is Visibility.LEAD and not who_can_be_asked(work.tx, facts):
        raise NobodyToAsk
