"""Files as they come in, opened whatever they are."""
