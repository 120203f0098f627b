"""What each kind of job does: its specification in, its result out.

The shell (:mod:`core.cli`) runs the very same functions; the window runs them in a process.
"""
