"""A law of full size, invented from a seed: as large and as knotted as four to six real chapters."""
