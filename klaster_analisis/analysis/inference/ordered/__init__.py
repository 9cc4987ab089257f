"""Ordered rows or columns."""
