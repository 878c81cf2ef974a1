"""Buttons, one file per topic. Each `register` installs the listeners of its topic."""

from handlers.actions import (
    absences,
    agreements,
    check_ins,
    feedback,
    goal_reviews,
    goals,
    kickoffs,
    leads,
    meetings,
    people,
    proposals,
    rehearsals,
    stages,
)

TOPICS = (
    absences,
    agreements,
    check_ins,
    feedback,
    goal_reviews,
    goals,
    kickoffs,
    leads,
    meetings,
    people,
    proposals,
    rehearsals,
    stages,
)
"""All topics with buttons."""
