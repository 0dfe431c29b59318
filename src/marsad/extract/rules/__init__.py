"""The rule reader: triggers of the lexicon, syntax, and linear weights that anybody can look into."""
