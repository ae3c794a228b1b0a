"""What comes in from the units until it counts."""
