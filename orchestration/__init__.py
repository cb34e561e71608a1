"""The Dagster code location of Thước Đo: what runs, on what, in which order."""
