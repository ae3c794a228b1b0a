"""From points to ranks, and who gets an award or an office."""
