"""Folders in layouts people have, what is true of each, and how the product reads them."""
