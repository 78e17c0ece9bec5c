"""The Model page: which versions judge, what their cards say, how they have done here, and how to change them."""
