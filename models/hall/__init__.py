"""What the projector shows, as frozen records."""
