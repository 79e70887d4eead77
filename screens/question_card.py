"""One question of the checklist with all that is known on it."""

from typing import TYPE_CHECKING

from workbench.domain.answers import Answer, AnswerState
from workbench.domain.due import stale_on
from workbench.domain.engineering import state_of, still_to_do
from workbench.domain.evidence import answer_to
from workbench.domain.organization import Organization
from workbench.domain.process import Process
from workbench.domain.promise import kept
from workbench.exchange.process_sheet import CHECKED, answer_rows
from workbench.screens.reading import Reading
from workbench.screens.safe import joined
from workbench.services.checklist import checklist

if TYPE_CHECKING:
    from workbench.screens.app import WorkbenchApp


class QuestionCard(Reading):
    """The question, its answer, and why it is asked."""

    app: "WorkbenchApp"

    def show(self, organization: Organization, process: Process, part: str) -> None:
        """Show a question of a process."""
        asked = checklist(organization)
        question = asked.question(part)
        known, state = answer_to(process, question.id), state_of(process, question)
        promised = kept(process, question.id)
        said = [
            (name.lower(), text) if name != CHECKED else ("asked", self._checked(organization, known))
            for name, text in answer_rows(organization, process, question)
        ]
        texts = [
            ("", question.question),
            ("", ""),
            *(said or [("", "Nothing is written yet: Enter writes the answer.")]),
            ("", ""),
            ("stands", joined([state, still_to_do(process, question)])),
            *([("design", promised)] if promised else []),
            ("", ""),
            ("why", question.why),
            ("good", question.good),
            ("like", question.example),
        ]
        if question.belief and not known.checked and state is AnswerState.ANSWERED:
            texts.insert(-4, ("asked", "never a customer: c when one confirms it"))
        title = f"{asked.number(question)} {question.label} · {organization.label(process)} {process.name}"
        self.tell(title, texts, f"{process.id} {question.id}")

    def _checked(self, organization: Organization, answer: Answer) -> str:
        """When a customer was last asked, and by when one is to be asked again."""
        stale = stale_on(organization, answer)
        over = "; that is over: ask one, c notes that they confirm it" if stale and stale <= self.app.today else ""
        again = f", due again {stale}" if stale else ""
        return f"a customer on {answer.checked}{again}{over}"
