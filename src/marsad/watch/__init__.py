"""What is computed when somebody asks: totals, what sources tell, and the watches, one package a question."""
