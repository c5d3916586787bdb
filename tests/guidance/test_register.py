"""
The register of statements: complete, consistent within itself, and read only when asked.
"""

import os
import re
import subprocess
import sys
from collections import Counter

import attrs
import pytest

from followup_rules import guidance
from followup_rules.errors import FollowupError, UnknownStatement

COUNTS = {
    "pro_tips": 40,
    "dos_and_donts": 30,
    "review_your_notes": 44,
    "art_of_follow_up": 130,
    "business_etiquette": 41,
}
USES = {
    "pro_tips": {"rule": 17, "reason": 9, "draft": 12, "aside": 2},
    "dos_and_donts": {"rule": 13, "reason": 8, "draft": 5, "aside": 4},
    "review_your_notes": {"rule": 14, "reason": 10, "draft": 15, "aside": 5},
    "art_of_follow_up": {"rule": 31, "reason": 36, "draft": 42, "aside": 21},
    "business_etiquette": {"rule": 16, "reason": 3, "draft": 20, "aside": 2},
}
ROWS = [row for document in guidance.documents() for row in guidance.statements(document)]
TEXTS = ("where", "says", "kind", "actor", "trigger", "timing", "governs", "exceptions", "decidable")


class TestWhatIsInIt:
    def test_there_are_285_statements_with_ids_of_their_own(self) -> None:
        """
        No statement is lost and none is entered twice.
        """
        assert len(ROWS) == 285
        assert len({row.id for row in ROWS}) == 285

    @pytest.mark.parametrize("document", COUNTS)
    def test_each_document_has_its_number_of_statements(self, document: str) -> None:
        """
        The count of each document is the count of its sentences that guide.
        """
        assert len(guidance.statements(document)) == COUNTS[document]

    @pytest.mark.parametrize("document", COUNTS)
    def test_ids_are_the_document_and_a_number_without_gaps(self, document: str) -> None:
        """
        The order is the document's, and the numbers run from 01 on, two digits at the least.
        """
        ids = [row.id for row in guidance.statements(document)]

        assert ids == [f"{document}-{number:02}" for number in range(1, COUNTS[document] + 1)]

    @pytest.mark.parametrize("document", COUNTS)
    def test_each_use_is_made_of_as_many_statements_as_were_sorted_into_it(self, document: str) -> None:
        """
        The four uses part a document completely, and none changes unnoticed.
        """
        assert Counter(row.use for row in guidance.statements(document)) == USES[document]

    @pytest.mark.parametrize("field", TEXTS)
    def test_no_field_is_left_blank(self, field: str) -> None:
        """
        Where a sentence says nothing on a point, a dash says so.
        """
        assert [row.id for row in ROWS if not getattr(row, field).strip()] == []

    def test_line_breaks_of_the_file_leave_no_trace_in_the_texts(self) -> None:
        """
        Long texts are folded in the file, and come back as one line with single spaces.
        """
        texts = [text for row in ROWS for text in attrs.astuple(row) if isinstance(text, str)]

        assert [text for text in texts if text != " ".join(text.split())] == []


class TestWhatIsMadeOfIt:
    def test_every_aside_says_why(self) -> None:
        """
        Nothing is set aside without a sentence of reason.
        """
        assert [row.id for row in ROWS if row.use == "aside" and not row.note] == []

    def test_only_reasons_support_and_what_they_support_is_a_rule_of_their_document(self) -> None:
        """
        A reason leads to statements that rules rest on, in its own document.
        """
        assert [row.id for row in ROWS if row.supports and row.use != "reason"] == []
        for row in ROWS:
            for supported in map(guidance.statement, row.supports):
                assert (row.id, supported.use, supported.document) == (row.id, "rule", row.document)

    def test_supports_are_in_order_and_named_once(self) -> None:
        """
        The list has one form, so that equal lists are equal.
        """
        for row in ROWS:
            numbers = [guidance.statement(supported).number for supported in row.supports]
            assert (row.id, numbers) == (row.id, sorted(set(numbers)))

    def test_a_reason_that_supports_no_rule_says_what_it_is_context_for(self) -> None:
        """
        A reason has its place beside a rule, or says which one it has instead.
        """
        assert [row.id for row in ROWS if row.use == "reason" and not row.supports and not row.note] == []

    def test_what_a_timeline_or_a_fact_decides_drives_a_rule_or_says_why_not(self) -> None:
        """
        Statements decidable F or D, in whole or in part, are never passed over in silence.
        """
        decidable = [row for row in ROWS if re.search(r"\b[FD]\b", row.decidable)]

        assert len(decidable) == 123
        assert [row.id for row in decidable if row.use != "rule" and not row.note] == []

    def test_notes_name_statements_that_exist(self) -> None:
        """
        A note that points to another statement points somewhere.
        """
        pointed = [found for row in ROWS for found in re.findall(r"\b[a-z_]+-\d{2,3}\b", row.note)]

        assert len(pointed) == 18
        assert [guidance.statement(name).id for name in pointed] == pointed


class TestAsking:
    def test_a_statement_is_found_by_its_id(self) -> None:
        """
        The row comes back whole.
        """
        assert guidance.statement("review_your_notes-22") == guidance.Statement(
            id="review_your_notes-22",
            where="§3 notes, L41.1",
            says="The belief that contact ahead of the deadline shows interest is treated as mistaken.",
            kind="fact / consequence",
            actor="candidate",
            trigger="before the deadline",
            timing="< P",
            governs="any follow-up",
            exceptions="—",
            decidable="N",
            use="reason",
            supports=("review_your_notes-24",),
            note="",
        )

    def test_a_statement_knows_its_document_and_its_number(self) -> None:
        """
        Both are read off the id, a number of three digits as well.
        """
        row = guidance.statement("art_of_follow_up-120")

        assert (row.document, row.number) == ("art_of_follow_up", 120)

    def test_documents_are_named_in_the_order_in_which_they_are_listed_everywhere(self) -> None:
        """
        The names are those of the policies.
        """
        assert guidance.documents() == tuple(COUNTS)

    def test_asking_twice_gives_the_same_object(self) -> None:
        """
        The files are read once.
        """
        assert guidance.statement("pro_tips-15") is guidance.statements("pro_tips")[14]

    def test_a_statement_cannot_be_changed(self) -> None:
        """
        Rows are shared by everyone who asks.
        """
        with pytest.raises(attrs.exceptions.FrozenInstanceError):
            guidance.statement("pro_tips-15").says = "Ring them every day."  # type: ignore[misc]

    @pytest.mark.parametrize("id", ["pro_tips-41", "pro_tips-00", "pro_tips-5", "pro_tips-", "pro_tips-15 "])
    def test_an_unknown_number_is_refused_with_the_range_of_its_document(self, id: str) -> None:
        """
        Who has the document right is told how far it goes, and how numbers are written.
        """
        with pytest.raises(UnknownStatement) as refusal:
            guidance.statement(id)

        assert str(refusal.value) == (
            f"no statement has the id `{id}`; expected one from `pro_tips-01` to `pro_tips-40`"
        )

    @pytest.mark.parametrize("id", ["protips-05", "15", "", "Pro_tips-15", "recommended-01"])
    def test_an_unknown_document_in_an_id_is_refused_with_all_ranges(self, id: str) -> None:
        """
        Who has the document wrong is told all there is.
        """
        with pytest.raises(UnknownStatement) as refusal:
            guidance.statement(id)

        assert str(refusal.value) == (
            f"no statement has the id `{id}`; expected one from `pro_tips-01` to `pro_tips-40`, "
            "`dos_and_donts-01` to `dos_and_donts-30`, `review_your_notes-01` to `review_your_notes-44`, "
            "`art_of_follow_up-01` to `art_of_follow_up-130`, `business_etiquette-01` to `business_etiquette-41`"
        )

    def test_a_bare_number_is_no_id(self) -> None:
        """
        A number given for an id is refused like any other unknown id.
        """
        with pytest.raises(UnknownStatement, match=r"^no statement has the id `15`; expected one from `pro_tips-01`"):
            guidance.statement(15)  # type: ignore[arg-type]

    @pytest.mark.parametrize("name", ["recommended", "tips", "", "data/tips"])
    def test_a_document_that_does_not_exist_is_refused_with_those_that_do(self, name: str) -> None:
        """
        The recommended policy has no document of its own, and no name reaches beyond the five files.
        """
        with pytest.raises(UnknownStatement) as refusal:
            guidance.statements(name)

        assert str(refusal.value) == (
            f"no document is named `{name}`; expected one of pro_tips, dos_and_donts, review_your_notes, "
            "art_of_follow_up, business_etiquette"
        )

    def test_both_refusals_are_value_errors_of_the_library(self) -> None:
        """
        Callers may catch the library's errors, or any bad value.
        """
        assert issubclass(UnknownStatement, FollowupError)
        assert issubclass(FollowupError, ValueError)


@pytest.mark.unmeasured  # coverage reads TOML in every process
def test_nothing_is_read_before_a_statement_is_asked_for() -> None:
    """
    Importing the register and naming its documents loads no TOML reader, asking for a row does.
    """
    script = (
        "import sys; from followup_rules import guidance; guidance.documents(); "
        "print('tomllib' in sys.modules); guidance.statement('pro_tips-01'); print('tomllib' in sys.modules)"
    )

    where = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}

    told = subprocess.run([sys.executable, "-c", script], env=where, capture_output=True, text=True, check=True)

    assert told.stdout.split() == ["False", "True"]
