"""The meeting as the clerk runs it: the tabs of the page "Hội nghị"."""
