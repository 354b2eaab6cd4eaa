"""Reports: notebooks run by papermill, one page assembled, everything or nothing written."""

from netlens.report.making import ReportResult, make_report
from netlens.report.notebooks import check_parameters

__all__ = ["ReportResult", "check_parameters", "make_report"]
