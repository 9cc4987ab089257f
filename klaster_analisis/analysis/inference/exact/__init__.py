"""The machinery of exact tests: all tables with the same margins, without listing them."""
