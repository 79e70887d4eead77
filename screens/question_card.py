"""One question of the checklist with all that is known on it."""

from workbench.domain.engineering import state_of
from workbench.domain.evidence import answer_to
from workbench.domain.organization import Organization
from workbench.domain.process import Process
from workbench.exchange.process_sheet import answer_rows
from workbench.screens.reading import Reading
from workbench.services.checklist import checklist


class QuestionCard(Reading):
    """The question, its answer, and why it is asked."""

    def show(self, organization: Organization, process: Process, part: str) -> None:
        """Show a question of a process."""
        asked = checklist(organization)
        question = asked.question(part)
        said = [(name.lower(), text) for name, text in answer_rows(organization, process, question)]
        known = answer_to(process, question.id)
        texts = [
            ("", question.question),
            ("", ""),
            *(said or [("", "Nothing is written yet: Enter writes the answer.")]),
            ("", ""),
            ("stands", state_of(process, question)),
            ("", ""),
            ("why", question.why),
            ("good", question.good),
            ("like", question.example),
        ]
        if question.belief and not known.checked and said:
            texts.insert(-4, ("checked", "never with a customer: c when one confirms it"))
        title = f"{asked.number(question)} {question.label} · {organization.label(process)} {process.name}"
        self.tell(title, texts, f"{process.id} {question.id}")
