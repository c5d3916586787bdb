"""Policies judged on timelines."""
