"""The whole path in plain calls, for notebooks and scripts: `from core import ...`.

Each call runs the function that the window's job or question runs, in this process, and returns
the same typed answer. Long ones take a `reporter`: `with TerminalReporter() as reporter:`. What a
person can mend is raised as :class:`core.errors.UserError`.
"""

from core import launch

launch.tell_libraries()  # who works in a notebook asks no network either
