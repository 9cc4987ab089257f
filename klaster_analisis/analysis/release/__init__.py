"""What may be released of a survey: what a reader of everything that is shown could work out of what is not."""
