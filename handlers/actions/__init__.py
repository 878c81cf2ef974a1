"""Buttons, one file per topic. Each `register` installs the listeners of its topic."""

from handlers.actions import (
    absences,
    agreements,
    check_ins,
    feedback,
    goals,
    kickoffs,
    leads,
    meetings,
    people,
    proposals,
    stages,
)

TOPICS = (absences, agreements, check_ins, feedback, goals, kickoffs, leads, meetings, people, proposals, stages)
"""All topics with buttons."""
