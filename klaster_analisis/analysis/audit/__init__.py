"""Whether printed numbers hold together: cell by cell, and as a whole table."""
