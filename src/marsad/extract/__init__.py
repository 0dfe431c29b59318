"""Report → claims: the only package that knows the parser."""
