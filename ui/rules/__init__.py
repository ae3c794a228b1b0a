"""The editor of rule packs: every value of the regulation on screen, with its source beside it."""
