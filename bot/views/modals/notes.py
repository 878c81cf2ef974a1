"""Modals that are only read."""

from collections.abc import Sequence

from bot.domain.scenes import PairHistory
from bot.texts import Given
from bot.views import parts
from bot.views.composing import as_many_as_fit
from bot.views.histories import history_lines, history_title
from bot.views.parts import Block, View, modal
from bot.views.replies import MOST_LINES, contact_lines
from bot.views.voice import Voice


def talk_modal(voice: Voice, leads: Sequence[str], outside: Sequence[str]) -> View:
    """Whom one can talk to. Opening it leaves no trace, and it says so."""
    return _note(
        voice,
        "contacts.modal",
        [
            parts.section(voice.say("contacts.title")),
            parts.section("\n".join(contact_lines(voice, leads, outside))),
            parts.context(voice.say("contacts.unrecorded")),
        ],
    )


def history_modal(voice: Voice, history: PairHistory) -> View:
    """A pair's stages so far, newest first."""
    sentences = history_lines(voice, history) or [voice.say("history.no_lines")]
    shown = as_many_as_fit(sentences, MOST_LINES)
    more = [parts.context(voice.say("history.more"))] if len(shown) < len(sentences) else []
    title = parts.section(history_title(voice, history))
    return _note(voice, "history.title", [title, *(parts.section(line) for line in shown), *more])


def loading_modal(voice: Voice) -> View:
    """What is opened at once while something slow is read."""
    return _note(voice, "note.loading_title", [parts.section(voice.say("note.loading"))])


def gone_modal(voice: Voice, words: str) -> View:
    """What a form is replaced with when there is nothing to fill in any more. `words` are ours, said before."""
    return _note(voice, "note.gone_title", [parts.section(words)])


def done_modal(voice: Voice, key: str, **slots: Given) -> View:
    """What a form is replaced with once it is saved. `key` is the part after `done.`, such as `join.saved`."""
    return _note(voice, "note.done_title", [parts.section(voice.say(f"done.{key}", **slots))])


def _note(voice: Voice, title: str, blocks: Sequence[Block]) -> View:
    return modal(voice.say(title), blocks, callback_id="note", close=voice.say("word.close"))
