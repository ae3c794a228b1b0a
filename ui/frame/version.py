"""The version of the program, as the window, the papers and the closed results name it."""

VERSION = "0.4.0"
