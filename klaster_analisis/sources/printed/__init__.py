"""Printed tables, as the study has them or as a user typed them: every number, and how the numbers hang together."""
