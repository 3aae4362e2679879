"""Events between two small databases, the yard and the attic: for fault tests and benchmarks."""
