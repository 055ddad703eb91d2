"""Requests for interpreters, and the hours they worked."""
