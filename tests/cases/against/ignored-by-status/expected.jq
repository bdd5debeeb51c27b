([.findings[] | select(.baseline.state == "ignored") | .rule]) == ["drift.status-differs", "drift.status-differs"] and .summary.ignored == 2 and .summary.findings.warning == 1
