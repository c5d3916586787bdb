"""Answers as reports, one module for each kind of answer."""
