.summary.findings.error == 2 and .summary.findings.warning == 1
