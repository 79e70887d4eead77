"""The words of a process-centered organization, as values and functions on them."""
