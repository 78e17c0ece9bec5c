"""The words of the trade as frozen values: no files, no windows, no database."""
