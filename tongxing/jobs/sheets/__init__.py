"""Rows of employers' and seekers' spreadsheets, understood one by one before anything is written."""
