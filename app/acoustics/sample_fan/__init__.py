"""What the synthesised fan is put together from; `app.acoustics.synthesis` is its door."""
