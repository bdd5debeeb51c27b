([.findings[] | select(.baseline.state == "ignored") | .rule]) == ["drift.property-differs"] and .summary.ignored == 1 and .summary.findings.warning == 2
