"""Tests: folders mirror the packages; `stories` walk the whole way with real parts only."""
