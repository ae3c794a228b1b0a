"""What the self-score form is made of."""
