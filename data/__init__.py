"""Reference content as JSON, read through `workbench.store.reference`."""
