"""Arrays in, arrays out: bands, levels, pictures, filters and the synthesised sample fan. numpy only."""
