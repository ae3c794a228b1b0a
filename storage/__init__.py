"""What is kept: one SQLite file per block, its copies, and the open JSON form of a season."""
