"""What is told of a road: the risk sheet of a route or an area."""
