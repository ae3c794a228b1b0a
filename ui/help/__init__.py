"""The help beside the work (F1): one source of text, found without accents, read offline."""
