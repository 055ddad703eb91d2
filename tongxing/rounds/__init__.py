"""走访路线: days in the field: who is visited, by which team, in what order, and what came of it."""
