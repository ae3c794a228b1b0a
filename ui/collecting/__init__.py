"""What the units hand in beside their points: the tabs of the page "Hồ sơ"."""
