"""Mutation testing: small changes are made to the code one at a time, and the tests must notice each of them.

Run `python -m mutation` from `tests/`; README.md says how. Needs the dependency group `mutation`.
"""
