"""Imported once, before any child is made: what every process of the bot reads or looks up again when it begins."""

import inspect

from bot.edges.holidays import countries
from bot.texts import Texts
from tests.crash import child

__all__ = ["child"]

Texts.load()
countries()
# Bolt looks at the stack when an app is made, which reads where each module lies.
inspect.stack()
