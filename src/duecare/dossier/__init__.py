"""The facts: dossiers, read strictly, and what their claims amount to at a date and a standard of proof."""
