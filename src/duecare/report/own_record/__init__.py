"""The territorial State's own record: the case from the bearer's side, for a defence and no accusation."""
