"""The rules of this house as functions over a source tree. Each returns the places that break it: `file:line reason`.

`tests/test_architecture.py` applies them to the repository; `tests/test_architecture_rules.py` proves they can fail.
"""
