"""Somebody else's table, read from a grid of cells."""
