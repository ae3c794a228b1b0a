"""Speed beside floors measured in the same run, as ratios or in milliseconds: `python -m benchmarks`."""
