"""Results and indicators in the formats of others: STIX 2.1, X-ARF and CSV; complete, marked, and naming no author."""
