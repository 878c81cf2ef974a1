"""Submitted modals, one file per topic. Each `register` installs the listeners of its topic."""

from handlers.submissions import absences, agreements, feedback, goals, kickoffs, meetings, people, programs

TOPICS = (absences, agreements, feedback, goals, kickoffs, meetings, people, programs)
"""All topics with forms."""
