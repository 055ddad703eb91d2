"""Requests for interpreters, and the hours they worked."""

from tongxing.interpreting.models.hours import Hours
from tongxing.interpreting.models.request import HandBack, InterpreterRequest

__all__ = ["HandBack", "Hours", "InterpreterRequest"]
