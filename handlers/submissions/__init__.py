"""Submitted modals, one file per topic. Each `register` installs the listeners of its topic."""

from handlers.submissions import agreements, feedback, people, programs

TOPICS = (agreements, feedback, people, programs)
"""All topics with forms."""
