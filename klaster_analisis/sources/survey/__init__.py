"""Survey files into tables whose columns are matched to the questions of a codebook."""
