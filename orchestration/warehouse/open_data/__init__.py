"""The open-data release: the flagged tables as files that others already know how to read, and what describes them."""
