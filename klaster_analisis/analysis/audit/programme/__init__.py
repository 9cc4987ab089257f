"""A printed table as an integer programme: whether all of it can be right, and if not, what must be wrong."""
