"""What is open in a window, without a window: no Qt, no torch.

A notebook or a test drives a :class:`~gui.state.workbench.Workbench` as the window does; the
window's own :class:`~gui.session.Session` only turns its events into signals.
"""
