"""Records, errors, schemas and Parquet: the data contract, in one place. Knows none of the other packages."""
