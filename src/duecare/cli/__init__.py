"""The command line: thin verbs over the packages below, each importing what it needs when it runs."""
