"""How much is read. Beyond a limit there is a `Problem`: a text of that size is no essay but a mistake."""

from __future__ import annotations

LARGEST_FILE = 50_000_000
"""Bytes of a file that is read whole: a hundred times the longest book. A data set is read row by row and may be of
any size; each of its rows has this limit."""
LONGEST_LINE = 1_000_000
"""Characters: a book of 170,000 words on one line can be read, a data file with its line ends lost need not be."""
MOST_POINTS = 100_000
"""Lines and items of one essay; each becomes a value of its own, about a kilobyte."""
LONGEST_PATH = 8
"""Headings that are remembered above a point, the outermost and the innermost of them: more cannot be shown, and a list
that is nested ten thousand deep would take memory by the square of its depth. How deep lists nest has no limit of its
own: a level more takes a tab more, which makes ten thousand levels larger than the largest file."""
MOST_MARKS = 4
"""Combining marks that a letter keeps. No language writes more; stacks of hundreds are a prank."""
MOST_QUESTION = 80
"""Words of an essay question; what stands under TITLE beyond them is a source or an extract."""
MOST_BAD_ROWS = 100
"""Rows of a data set that are told of one by one: the rest is counted."""
