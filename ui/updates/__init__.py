"""Newer files from a stick: an installer, the program for a stick, a rule pack; and what is new in this version."""
