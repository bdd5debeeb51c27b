.summary.findings.warning == 2
