"""What the places of the panes are called: in the list of their pane, and where one goes to a place by name."""

from collections.abc import Mapping

ENGINEER = {
    "steps": "Steps",
    "practices": "Best practices",
    "risks": "What can go wrong",
    "training": "Training",
    "bench": "Bench",
    "document": "Document",
    "proposals": "Proposals",
}
HANDOFF = {"owners": "Who owned it when", "benches": "The bench, one-deep"}
JOURNAL = {
    "timeline": "Timeline",
    "calendar": "Calendar",
    "day": "On this day",
    "back": "What comes back",
    "growth": "Growth",
    "sessions": "Coaching",
    "shared": "Shared with me",
}
OVERSIGHT = {
    "waiting": "What waits",
    "six": "Six functions",
    "cost": "What oversight costs",
    "since": "Then and now",
    "progress": "Progress",
    "enterprise": "Enterprise",
    "sight": "Line of sight",
    "measures": "Measures",
    "feedback": "Feedback",
    "investigations": "Investigations",
    "benchmarks": "Benchmarks",
    "resources": "Resources",
    "practices": "Practices, training",
    "reviews": "Reviews",
    "maturity": "Maturity",
    "iso": "ISO 9001, 4.4.1",
    "careers": "Careers or jobs",
}
PLACES: Mapping[str, Mapping[str, str]] = {
    "engineer": ENGINEER,
    "handoff": HANDOFF,
    "journal": JOURNAL,
    "oversight": OVERSIGHT,
}
