"""What is computed over incidents: totals, and what sources tell."""
