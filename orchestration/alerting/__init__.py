"""Who is told what: rules, what was told before, messages and their sending. The alerts themselves are SQL."""
