"""When things are due, what the board shows of it, and what moves with the meeting."""
