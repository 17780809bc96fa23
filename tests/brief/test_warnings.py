"""What is said beside a brief is said once."""

from secondsource.derivation import load_outlets
from secondsource.model import Report
from secondsource.models import load_models
from secondsource.pipeline import check_reports
from secondsource.settings import Settings


def test_a_warning_of_several_reports_stands_once_with_all_of_them():
    note = "'published' is given without offset; it was read as UTC"
    reports = [Report(i, f"The ferry {i} sank off Orrin.", warnings=(note,)) for i in "cab"]
    brief = check_reports(
        reports, settings=Settings(), models=load_models(), outlets=load_outlets()
    )
    assert [w for w in brief.warnings if note in w] == [f"a, b and c: {note}"]
