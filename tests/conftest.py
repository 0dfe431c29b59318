"""For every test: a real PostgreSQL server, the world's places, and examples that may take their time."""

from hypothesis import settings

pytest_plugins = ["tests.postgres", "tests.world"]

# The first example pays for loading what all the others use, and a busy machine slows any of them.
settings.register_profile("marsad", deadline=None)
settings.load_profile("marsad")
