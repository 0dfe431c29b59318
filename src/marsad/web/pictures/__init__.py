"""Pictures: functions from answers to frozen drawings, one module a picture; templates write them as SVG."""
