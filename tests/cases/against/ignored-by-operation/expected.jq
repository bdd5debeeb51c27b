[.findings[] | select(.baseline.state == "ignored") | .rule + (.where.pointer // "")] == ["drift.status-differs"] and .summary.ignored == 1 and .summary.findings.warning == 2
