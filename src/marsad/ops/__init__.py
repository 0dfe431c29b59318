"""Use cases: stages composed with a record. Nothing here prints, reads a clock or asks the environment."""
