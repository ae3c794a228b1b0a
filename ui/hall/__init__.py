"""What the projector shows: frozen scenes, painted; nothing else ever appears there."""
