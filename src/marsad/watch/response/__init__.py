"""Who still needs rescuers: what responders report for each incident."""
