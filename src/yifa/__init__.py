"""Yifa (依法): the law is data, an act is an event, everything else is derived."""

__version__ = "0.1.0"
