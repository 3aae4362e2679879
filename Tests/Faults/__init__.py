"""What events must withstand. Each test ends in the check of `scripts/python/events/check.py`."""
