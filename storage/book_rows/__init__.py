"""Row ↔ record."""
