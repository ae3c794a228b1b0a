"""The program's face: the window (Qt) and the same program without a window (console)."""
