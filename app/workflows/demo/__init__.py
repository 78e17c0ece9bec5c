"""A fleet that never was, with two years behind it: what Earshot looks like once it has been used for long."""
