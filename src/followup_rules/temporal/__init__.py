"""Instants, windows of time, and small values."""
