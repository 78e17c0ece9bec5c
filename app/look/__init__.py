"""How Earshot looks, as plain values that the window and the report share: neither may import the other."""
