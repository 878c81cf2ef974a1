"""How the bot speaks to one reader: their language, their local time, and words that cannot ring a bell."""

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Self

from bot.domain import cadence
from bot.domain.people import Person
from bot.texts import Given, Texts, escape

# Slack's mrkdwn knows no escape for its own marks. They take effect at the edges of words, so there alone they are
# swapped for their nearest look-alikes, and `snake_case` or `2*3` stay what they are.
_MARKS_AT_EDGES = re.compile(r"(?<![^\W_])[*_~`]+|[*_~`]+(?![^\W_])")
_LOOK_ALIKES = str.maketrans({"*": "\u2217", "_": "\uff3f", "~": "\u223c", "`": "\u02cb"})


@dataclass(frozen=True, slots=True)
class Voice:
    """Texts in one locale, times in one zone. `reader` is the Slack id of the one who reads; empty for several.

    `share` is in how many languages the same message is said: each has that part of its room.
    """

    texts: Texts
    locale: str
    tz: str
    reader: str = ""
    share: int = 1

    @classmethod
    def of(cls, texts: Texts, person: Person) -> Self:
        """The voice for a person, from what their profile says."""
        return cls(texts, person.locale, person.tz, person.slack_id)

    def say(self, key: str, **slots: Given) -> str:
        """The text of that key in the reader's language. Raises what `Texts.say` raises."""
        return self.texts.say(key, self.locale, **slots)

    def country(self, code: str) -> str:
        """The name of a country in the reader's language; the code itself where the language has none."""
        return self.texts.country(code, self.locale)

    def local(self, instant: datetime) -> datetime:
        """The instant as the reader's wall clock shows it."""
        return cadence.local(instant, self.tz)

    def mention(self, slack_id: str) -> str:
        """A mention for mrkdwn and `text`: Slack shows the name the person goes by today."""
        return f"<@{slack_id}>"

    def words(self, user_words: str) -> str:
        """People's words for mrkdwn and `text`: nobody is pinged, nothing is linked, formatted or hidden."""
        return _MARKS_AT_EDGES.sub(lambda marks: marks[0].translate(_LOOK_ALIKES), escape(user_words))
