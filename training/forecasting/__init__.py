"""How honest forecasts are: simulated lives of machines, and who tells best when they will be abnormal."""
