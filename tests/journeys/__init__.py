"""Whole journeys: the real bot over a real Socket Mode connection to the local workspace."""
