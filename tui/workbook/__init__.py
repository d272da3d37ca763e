"""Workbooks in and out: read any sheet of a known form, draw the built-in one, fill it in."""
