"""What the people of the story choose and write."""

FIRST_DRAFT = "Fewer status questions, please."
KICKOFFS = {
    "Ana": {"role": "coaching", "rhythm": "fortnightly", "minutes": "60"},
    "Ben": {"role": "sounding_board", "rhythm": "weekly", "feedback": "in_writing"},
}
"""What the two choose alone; everything else as most pairs do."""
SETTLED: dict[str, object] = {
    "role": "coaching",
    "rhythm": "fortnightly",
    "minutes": "45",
    "feedback": "open",
    "purpose": "Grow from writing code to leading a small project.",
}
"""One of Ana's, a third way, and one line left open."""
GOAL: dict[str, object] = {
    "kind": "leadership",
    "text": "Lead the invoice project from first sketch to release.",
    "measure": "It is in use, and the team would work with me again.",
    "first_step": "Write a one-page plan and bring it to our next meeting.",
}
SECOND_DRAFT = "Tell me about one decision you got wrong. I learn more from those than from the ones that worked."
TAPS = ("kept_done", "fit_good", "self_4", "goal_moved", "rate_4", "meeting_same")
"""What the two tap when a check-in offers it: all is well, and the time stays."""
