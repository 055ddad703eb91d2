"""Definitions of figures, one file for each kind of event or way of holding it; found by ``figures.registry``."""
