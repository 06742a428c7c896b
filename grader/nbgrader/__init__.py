"""The nbgrader bridge: our exercises as assignments of an nbgrader course.

nbgrader keeps the course, the notebooks and the scores; gradkata makes the source
notebooks and grades what comes back, isolated. Nothing here is imported unless it is
asked for: nbgrader alone takes seconds to import.
"""
