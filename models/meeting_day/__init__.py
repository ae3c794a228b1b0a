"""The meeting: run sheet, attendance, discussion, closing."""
