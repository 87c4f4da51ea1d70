"""Duecare: due care in cyberspace, assessed without attribution."""
