"""A survey, counted: from a table of firms to the same counted rows as a printed study."""
