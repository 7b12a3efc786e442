"""The first start: makes `.venv` and installs a lock file into it, with nothing but Python's own library.

The pip wheel beside this file (MIT licence) is used in place of the system's: Debian ships Python without one, and an
old pip resolves differently. Its SHA-256 stands in SHA256SUMS and is checked before every use.
"""
