"""Files to take away: pure functions from rows to bytes."""
