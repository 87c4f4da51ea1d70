"""Figures as SVG, drawn from counts that can be cited; PNG where the extra is installed."""
