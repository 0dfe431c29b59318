"""Is this more than before: an area against its own past."""
