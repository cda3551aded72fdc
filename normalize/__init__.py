"""A `Document` to records and findings."""
