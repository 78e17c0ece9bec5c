"""The user guide inside the program: ten chapters, searched and read without a network."""
