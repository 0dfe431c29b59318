"""Marsad reads reports of a war and keeps a sourced record of it."""
