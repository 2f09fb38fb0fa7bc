"""The benchmark of the generator beside its peers."""
