"""What the program costs, against what a user would run instead: `python -m benchmarks`."""
