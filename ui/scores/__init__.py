"""The parts of the pages Chấm điểm and Xếp hạng: the grid, the explanation, the facts, the ranking."""
