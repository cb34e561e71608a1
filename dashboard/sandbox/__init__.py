"""Queries that a reader writes, run in a process of their own that can read one file and nothing else."""
