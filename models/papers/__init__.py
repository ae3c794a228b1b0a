"""Every word and number of a paper, without layout."""
