"""The register of state practice: what States have said, read, checked, counted, and turned into views."""
