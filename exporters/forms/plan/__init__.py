"""What the sheet of the year's plan is made of."""
