"""Fixtures for every test: a real PostgreSQL server."""

pytest_plugins = ["tests.postgres"]
