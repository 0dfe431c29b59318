"""`python -m marsad` is `marsad`."""

from marsad.cli import main

if __name__ == "__main__":
    main()
