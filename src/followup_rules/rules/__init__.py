"""The language a policy is written in."""
