"""The life of the scoring table: its papers, its versions, and the ways another table comes in."""
