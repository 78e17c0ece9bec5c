"""What is kept, as tables for other programs: a CSV for work orders, Parquet for analysts."""
