.summary.findings.error == 0 and (.findings | length) == 1
