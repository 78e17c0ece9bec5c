"""The long view of a machine: its score over the years, chosen bands and readings, and all its inspections."""
