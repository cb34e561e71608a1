"""Questions in words, answered from the warehouse or not at all. No model: the catalogue's own words."""
