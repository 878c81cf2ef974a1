"""The program itself: rules, use cases, words and drawings."""
