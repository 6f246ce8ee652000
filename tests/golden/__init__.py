"""Full playthroughs, kept as text: one for each scenario that ships."""
