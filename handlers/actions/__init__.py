"""Buttons, one file per topic. Each `register` installs the listeners of its topic."""

from handlers.actions import agreements, check_ins, feedback, leads, people, proposals, stages

TOPICS = (agreements, check_ins, feedback, leads, people, proposals, stages)
"""All topics with buttons."""
