"""What a person can do, once, for the panes and the command line."""
