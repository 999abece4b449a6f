"""Notions of stability, a file each; :mod:`.concepts` holds the register."""
