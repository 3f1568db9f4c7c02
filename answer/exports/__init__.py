"""A draft in the formats in which it leaves the house, a format a module."""
