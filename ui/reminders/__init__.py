"""Reminders outside the window: a light process that tells what is due, its start with the PC, the tray."""
