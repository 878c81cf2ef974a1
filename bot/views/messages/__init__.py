"""One drawing for each notice."""

from typing import assert_never

from bot.domain.notices import NoticeKind
from bot.domain.scenes import Scene
from bot.views.messages import agreements, check_ins, endings, feedback, leads, pairing, stages
from bot.views.messages.check_ins import check_in
from bot.views.parts import Message
from bot.views.voice import Voice
from bot.views.wording import SceneIncomplete, needed

__all__ = ["Message", "SceneIncomplete", "check_in", "draw"]


def draw(voice: Voice, scene: Scene) -> Message:  # noqa: C901, PLR0912 - one case for each notice is the point
    """The message a notice becomes. Raises `SceneIncomplete` when the scene lacks what the notice speaks of."""
    match scene.notice.kind:
        case NoticeKind.INVITED:
            return pairing.invited(voice, scene)
        case NoticeKind.PROPOSAL:
            return pairing.proposal(voice, scene)
        case NoticeKind.PROPOSAL_CLOSED:
            return pairing.proposal_closed(voice, scene)
        case NoticeKind.INTRODUCTION:
            return pairing.introduction(voice, scene)
        case NoticeKind.AGREEMENT_DRAFTED:
            return agreements.agreement_drafted(voice, scene)
        case NoticeKind.AGREEMENT_SIGNED:
            return agreements.agreement_signed(voice, scene)
        case NoticeKind.AGREEMENT_NUDGE:
            return agreements.agreement_nudge(voice, scene)
        case NoticeKind.CHECK_IN:
            return _check_in(voice, scene)
        case NoticeKind.FEEDBACK_HELD:
            return feedback.feedback_held(voice, scene)
        case NoticeKind.FEEDBACK:
            return feedback.feedback(voice, scene)
        case NoticeKind.HELP_ASKED:
            return feedback.help_asked(voice, scene)
        case NoticeKind.STAGE_CONFIRMED:
            return stages.stage_confirmed(voice, scene)
        case NoticeKind.CLOSURE_OPENS:
            return endings.closure_opens(voice, scene)
        case NoticeKind.ENDED:
            return endings.ended(voice, scene)
        case NoticeKind.PAIR_ENDED:
            return endings.pair_ended(voice, scene)
        case NoticeKind.DIGEST:
            return leads.digest(voice, scene)
        case NoticeKind.UNDELIVERED:
            return leads.undelivered(voice, scene)
        case kind:
            assert_never(kind)


def _check_in(voice: Voice, scene: Scene) -> Message:
    facts = needed(scene.facts, "pair")
    if (number := scene.notice.facts.get("number")) is None:
        raise SceneIncomplete("number")
    side = facts.pair.side_of(needed(scene.reader, "reader").id)
    return check_ins.check_in(voice, facts, side, int(number), scene.now)
