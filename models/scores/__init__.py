"""From entries to points: one unit, the whole block, and the words of each step."""
