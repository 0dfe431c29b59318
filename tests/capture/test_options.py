from datetime import date

import pytest

from marsad.capture import CaptureOptions
from marsad.errors import CaptureError

TODAY = date(2024, 5, 6)


def test_a_mapped_field_that_no_report_has_is_refused() -> None:
    with pytest.raises(CaptureError, match="no field 'headline'"):
        CaptureOptions(today=TODAY, columns={"headline": "title"})


def test_an_unknown_order_of_dates_is_refused() -> None:
    with pytest.raises(CaptureError, match="dmy, mdy"):
        CaptureOptions(today=TODAY, columns={"published_order": "ymd"})


@pytest.mark.parametrize("limits", [{"max_bytes": 0}, {"timeout_s": 0}, {"timeout_s": float("nan")}])
def test_limits_of_nothing_are_refused(limits: dict[str, int]) -> None:
    with pytest.raises(CaptureError, match="greater than 0"):
        CaptureOptions(today=TODAY, **limits)  # type: ignore[arg-type]  # each limit takes such a number
