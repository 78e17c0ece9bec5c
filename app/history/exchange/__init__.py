"""Histories of two laptops put together: rows of whole machines, out of one history and into another."""
