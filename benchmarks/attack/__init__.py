"""Attacks on the workspace, counted: damaged files, and processes killed at any moment."""
