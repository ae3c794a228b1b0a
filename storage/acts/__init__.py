"""What each intention of the clerk writes."""
