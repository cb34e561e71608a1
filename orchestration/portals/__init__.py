"""A captured page → measures. Pure; one module a shape of source; each measure keeps the cell it stands in."""
