"""Answers as people read them: words, tables, pictures, calendars, notebooks."""
