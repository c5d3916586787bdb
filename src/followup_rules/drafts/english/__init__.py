"""English: the one place for what hangs on the language. Another language would be another package of these modules.

`frame` knows how a message begins and ends, `phrases` by which words it says something, `dates` how days are named.
"""
