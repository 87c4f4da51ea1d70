"""Foundations that know nothing of law: errors, spans, moments, and what is known of a leaf."""
