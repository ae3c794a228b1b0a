"""Files written and given back."""
