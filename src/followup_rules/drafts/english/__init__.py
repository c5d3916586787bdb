"""English: the only package that depends on the language. Another language would be a package with these modules."""
