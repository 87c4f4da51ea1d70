"""Foreign records (STIX, MISP, EuRepoC, CSV) as drafts of dossiers, with an account of every part that was read."""
