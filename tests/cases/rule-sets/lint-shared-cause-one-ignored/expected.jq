.summary.findings.error == 1 and (.findings | length) == 1
