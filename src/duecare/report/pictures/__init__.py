"""The figures of a memo: time, elements, argument and readings, drawn in greys and told in words."""
