"""The tabs of the page "Văn bản": the papers, the register of numbers, the office's own templates."""
