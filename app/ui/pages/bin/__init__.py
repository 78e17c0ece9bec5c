"""The bin, as a section of the data page: what was thrown away, the way back, and removing it for good."""
