"""Solvers and rules that know nothing of Django, the database or the site."""
