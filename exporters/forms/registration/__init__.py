"""What the registration form is made of."""
