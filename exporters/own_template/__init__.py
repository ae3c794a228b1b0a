"""The office's own Word templates: read, checked, filled."""
