"""One check is one function with one code."""
