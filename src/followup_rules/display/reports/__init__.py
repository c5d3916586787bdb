"""Answers as reports: one module for each kind of answer, and `shape`, of which all reports are made.

A report is data. `display.terminal` lays it out for a terminal, `display.notebook` for a notebook.
"""
