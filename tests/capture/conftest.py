from datetime import date

import pytest

from marsad.capture import CaptureOptions

TODAY = date(2024, 5, 6)


@pytest.fixture
def options() -> CaptureOptions:
    return CaptureOptions(today=TODAY)
