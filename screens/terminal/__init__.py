"""The terminal itself: what it can show, what it sends, how it is asked."""
