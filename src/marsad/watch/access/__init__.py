"""Does aid get in: convoys, sieges and suspensions."""
