"""What a whole war has cost, as sources say and as the record adds up."""
