"""Laws of what is loaded when a message is drawn: nothing that is not true any more is sent."""

from dataclasses import replace
from uuid import UUID

import pytest

from bot.domain.notices import Notice, NoticeKind, NotSent, ToChannel, ToPair, ToPerson, Unsure
from bot.domain.scenes import Scene
from bot.domain.stages import Status
from bot.services import enrolments
from bot.services.reading import ABOUT_A_GOAL, ONLY_WHILE_ACTIVE, UNTIL_THE_END, read_scene
from tests.services.house import House, actor, profile
from tests.support.people_of_the_house import WORKSPACE, id_of


def scene(house: House, notice: Notice) -> Scene | NotSent:
    """What the drawing of a notice gets."""
    with house.reading() as work:
        return read_scene(work.tx, notice, house.now)


def about_the_pair(house: House, pair: UUID, kind: NoticeKind) -> Notice:
    """A notice to Ben about his pair."""
    return Notice(kind=kind, workspace=WORKSPACE, to=ToPerson(person=house.person("Ben").id), key="k", pair=pair)


@pytest.mark.parametrize("kind", sorted(ONLY_WHILE_ACTIVE - ABOUT_A_GOAL))
@pytest.mark.parametrize("status", [Status.ACTIVE, Status.PAUSED, Status.ENDED])
def test_what_a_living_pair_is_told_is_not_told_to_another(
    house: House, pair: UUID, kind: NoticeKind, status: Status
) -> None:
    with house.store.write() as tx:
        tx.pairs.save(replace(house.facts(pair).pair, status=status))
    found = scene(house, about_the_pair(house, pair, kind))

    if status is Status.ACTIVE:
        assert isinstance(found, Scene)
        assert found.reader == house.person("Ben")
        assert found.facts == house.facts(pair)
    else:
        assert found == NotSent(reason="the pair has ended")


@pytest.mark.parametrize("status", [Status.ACTIVE, Status.PAUSED, Status.ENDED])
def test_what_one_of_the_two_did_is_passed_on_in_a_pause_too(house: House, pair: UUID, status: Status) -> None:
    with house.store.write() as tx:
        tx.pairs.save(replace(house.facts(pair).pair, status=status))
    found = [scene(house, about_the_pair(house, pair, kind)) for kind in sorted(UNTIL_THE_END - ABOUT_A_GOAL)]
    assert all(isinstance(each, NotSent) is (status is Status.ENDED) for each in found)


@pytest.mark.parametrize("kind", [NoticeKind.ENDED, NoticeKind.PAIR_ENDED, NoticeKind.PROPOSAL_CLOSED])
def test_an_ending_is_told_after_the_end(house: House, pair: UUID, kind: NoticeKind) -> None:
    house.leave("Ana")
    assert isinstance(scene(house, about_the_pair(house, pair, kind)), Scene)


def test_a_question_that_was_answered_before_it_left_is_not_asked(house: House) -> None:
    pair = house.propose()
    (to_ana,) = (entry.notice for entry in house.entries(NoticeKind.PROPOSAL))
    assert isinstance(scene(house, to_ana), Scene)
    house.accept("Ana", pair)
    to_ben = house.entries(NoticeKind.PROPOSAL)[1].notice
    assert isinstance(scene(house, to_ana), NotSent)
    assert isinstance(scene(house, to_ben), Scene)
    house.decline("Ben", pair)

    assert isinstance(scene(house, to_ben), NotSent)


def test_an_invitation_names_the_lead_who_invites(house: House) -> None:
    with house.work() as work:
        enrolments.invite(work, actor("Lea"), profile("Max"))
    found = scene(house, house.entries(NoticeKind.INVITED)[0].notice)

    assert isinstance(found, Scene)
    assert (found.meant_for, found.reader) == ("U0LEA", house.person("Max"))
    assert found.program is not None


def test_a_report_carries_the_message_it_is_about_and_whom_it_was_for(house: House, pair: UUID) -> None:
    house.record(house.claim()[-1], Unsure(reason="time-out"))
    to_pair = scene(house, house.entries(NoticeKind.UNDELIVERED)[0].notice)
    assert isinstance(to_pair, Scene)
    assert to_pair.undelivered == house.entries(NoticeKind.INTRODUCTION)[0]
    assert to_pair.meant_for is None

    proposal = house.entries(NoticeKind.PROPOSAL)[0]
    to_one = scene(
        house,
        Notice(
            kind=NoticeKind.UNDELIVERED,
            workspace=WORKSPACE,
            to=ToPerson(person=house.person("Lea").id),
            key="k",
            about=proposal.id,
        ),
    )
    assert isinstance(to_one, Scene)
    assert to_one.meant_for == "U0ANA"


@pytest.mark.parametrize("to", [ToChannel(channel="C0LEADS"), ToPair(pair=id_of("nowhere"))])
def test_a_message_to_several_has_no_reader(house: House, to: ToChannel | ToPair) -> None:
    (program,) = house.state.programs
    found = scene(house, Notice(kind=NoticeKind.DIGEST, workspace=WORKSPACE, to=to, key="k", program=program))

    assert isinstance(found, Scene)
    assert (found.reader, found.facts) == (None, None)
    assert [lead.name for lead in found.leads] == ["Lea"], "whose language it is said in"


@pytest.mark.parametrize("kind", NoticeKind)
def test_facts_that_name_nothing_are_bad_facts(house: House, kind: NoticeKind) -> None:
    notice = Notice(kind=kind, workspace=WORKSPACE, to=ToPerson(person=id_of("nobody")), key="k")
    for bad in (notice, replace(notice, pair=id_of("nowhere")), replace(notice, about=id_of("nothing"))):
        with pytest.raises(KeyError):
            scene(house, bad)
