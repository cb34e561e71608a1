"""What the queries give back: one class a query, its fields the query's columns in order."""
