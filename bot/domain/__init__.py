"""Rules as pure functions and values; standard library only."""
