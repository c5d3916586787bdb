"""The five documents, one literate module each: quantities first, then each rule beside a one-line paraphrase.

A module's `policy` holds all its rules; each rule, condition and quantity also stands there under its own name, to be
taken into other policies.
"""
