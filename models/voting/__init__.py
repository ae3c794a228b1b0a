"""Ballots, rounds and counts in whole numbers."""
