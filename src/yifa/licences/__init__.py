"""Licences (电子证照): which are held, by whom, until when, in which version; derived from the log."""
