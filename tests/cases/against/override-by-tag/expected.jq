.summary.findings.warning == 1 and .summary.findings.info == 2
