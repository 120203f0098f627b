"""Is time synchronisation right where there is evidence, and silent where there is none?"""
