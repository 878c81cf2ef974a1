"""How the people of the story react to what reaches them: what Ana and Ben press, write and sign."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import takewhile
from typing import Any

from operations.cast import Posted, Submitted
from operations.lines import FIRST_DRAFT, GOAL, KICKOFFS, SECOND_DRAFT, SETTLED, TAPS
from operations.telling import Character, Telling

TRIES = 3
A_MOMENT = timedelta(minutes=2)


@dataclass(slots=True, kw_only=True)
class Story:
    """The people, and how each reacts to what reaches them."""

    people: dict[str, Character]
    telling: Telling
    now: Callable[[], datetime]
    advance: Callable[[datetime], None]
    kicked_off: set[str] = field(default_factory=set)
    signed: bool = False
    goal_written: bool = False
    taken_back: bool = False
    words_sent: bool = False
    answered: int = 0
    question: Posted | None = None
    refused: list[str] = field(default_factory=list)

    def pass_time(self, step: timedelta) -> None:
        """Let time pass through every due moment, then let people read and react, until nobody has anything new."""
        self.advance(self.now() + step)
        while arrived := list(self.telling.arrivals(self.people)):
            for who, message in arrived:
                self.react(who, message)
            # A little later: two messages to one conversation are sent a second apart.
            self.advance(self.now() + A_MOMENT)

    def react(self, who: Character, message: Posted) -> None:
        """Ana and Ben answer what they are asked; Cleo and Dev say yes and then are too busy."""
        buttons = {action: words for action, words, _ in message.buttons()}
        if "proposal_yes" in buttons:
            self.press(who, message, "proposal_yes", buttons)
        elif "check_in_met" in buttons and who.name in ("Ana", "Ben"):
            self.check_in(who, message)
        elif "stage_yes" in buttons and who.name == "Ben":
            self.telling.did(who, "agrees with the next stage by leaving the message as it is")
        elif "feedback_take_back" in buttons and not self.taken_back:
            self.taken_back = True
            self.press(who, message, "feedback_take_back", buttons)
            self.write(who, SECOND_DRAFT)
        elif "kickoff_open" in buttons and who.name in ("Ana", "Ben"):
            self.kick_off(who, message)
        elif "agreement_open" in buttons and who.name == "Ana" and not self.signed:
            self.sign(who, message)

    def press(self, who: Character, message: Posted, action: str, buttons: dict[str, str]) -> None:
        """Press a button and read what stands there then."""
        self.telling.did(who, f"presses “{buttons[action]}”")
        self.note(who.actor.click(message, action).warning)
        self.telling.reads(who, "the same message now", self.current(who, message).shown())

    def offered(self, who: Character, message: Posted) -> dict[str, str]:
        """The buttons that stand under the message now, with their words."""
        return {action: words for action, words, _ in self.current(who, message).buttons()}

    def current(self, who: Character, message: Posted) -> Posted:
        """The message as it stands now."""
        return next(each for each in who.actor.messages(message.channel) if each.ts == message.ts)

    def check_in(self, who: Character, message: Posted) -> None:
        """One tap; then what is offered behind it."""
        self.answered += 1
        self.press(who, message, "check_in_met", {"check_in_met": "Met"})
        offered = self.offered(who, message)
        while action := next((each for each in TAPS if each in offered), None):
            self.press(who, message, action, offered)
            offered = self.offered(who, message)
        now = self.current(who, message)
        if "stage_yes" in offered and who.name == "Ana":
            self.press(who, now, "stage_yes", offered)
        if "goal_open" in offered and who.name == "Ben" and not self.goal_written:
            self.write_goal(who, now)
        if "question_open" in offered and who.name == "Ben" and not self.words_sent:
            self.telling.did(who, f"presses “{offered['question_open']}”")
            self.open(who, now, "question_open")
            self.question = now
            self.answer_question(who, FIRST_DRAFT)

    def write(self, who: Character, words: str) -> None:
        """Open the question of the last check-in again and answer it anew."""
        if self.question is not None:
            now = self.current(who, self.question)
            self.telling.did(who, "opens the question again and writes something else")
            self.open(who, now, "question_open")
            self.answer_question(who, words)
            self.words_sent = True

    def answer_question(self, who: Character, words: str) -> None:
        """Reader first, then the words, then the exact message, then send."""
        self.form(who, {"visibility": "partner"})
        self.form(who, {"words": words})
        self.form(who, {})

    def open(self, who: Character, message: Posted, action: str) -> None:
        """Open a form by its button; on a machine too busy to answer in three seconds, press again as anybody would."""
        warnings = (who.actor.click(message, action).warning for _ in range(TRIES))
        found = list(takewhile(lambda warning: warning is not None, warnings))
        if len(found) == TRIES:
            self.note(found[-1])

    def form(self, who: Character, answers: Mapping[Any, object]) -> Submitted:
        """Fill the form on screen and send it."""
        view = who.actor.view
        if view is not None:
            self.telling.reads(who, "a form", view.shown())
        if answers:
            who.actor.fill(answers)
        sent = who.actor.submit()
        self.note(sent.warning)
        self.refused += [f"{name}: {words}" for name, words in sent.errors.items()]
        return sent

    def kick_off(self, who: Character, message: Posted) -> None:
        """Each answers alone, after the introduction; Ben, who is last, settles where they differ."""
        if who.name in self.kicked_off or (who.name == "Ben" and "Ana" not in self.kicked_off):
            return
        self.kicked_off.add(who.name)
        labels = {action: label for action, label, _ in message.buttons()}
        self.telling.did(who, f"presses “{labels['kickoff_open']}”, and chooses alone")
        self.open(who, message, "kickoff_open")
        choices = {(item, "kickoff_choice"): code for item, code in KICKOFFS[who.name].items()}
        self.form(who, choices)
        if who.name == "Ben":
            self.form(who, SETTLED)

    def sign(self, who: Character, message: Posted) -> None:
        """Ana reads what Ben drafted, and signs."""
        labels = {action: label for action, label, _ in message.buttons()}
        self.telling.did(who, f"presses “{labels['agreement_open']}”")
        self.open(who, message, "agreement_open")
        self.signed = True
        self.form(who, {})

    def write_goal(self, who: Character, message: Posted) -> None:
        """Ben writes his first goal after the first meeting."""
        self.goal_written = True
        self.telling.did(who, "presses “Write a goal”")
        self.open(who, message, "goal_open")
        self.form(who, GOAL)
        who.actor.close_view()

    def note(self, warning: str | None) -> None:
        """Slack's own warning is a failure of the bot: it ends the story with exit code 1."""
        if warning:
            self.refused.append(warning)
