"""The units' forms, out and in."""
