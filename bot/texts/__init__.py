"""Every word the bot says: one TOML for each language, looked up by key."""

from bot.texts.catalogue import Texts
from bot.texts.errors import BrokenTexts, UnknownText, WrongSlots
from bot.texts.slots import Given
from bot.texts.words import escape, tame

__all__ = ["BrokenTexts", "Given", "Texts", "UnknownText", "WrongSlots", "escape", "tame"]
