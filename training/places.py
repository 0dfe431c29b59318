"""Print the path of the index of the world's places, compiling it first where it is missing."""

import os

from marsad.config import load_settings
from marsad.ops.places import ensure_index

if __name__ == "__main__":
    print(ensure_index(load_settings(os.environ).cache))
