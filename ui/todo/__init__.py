"""What the overview asks for next."""
