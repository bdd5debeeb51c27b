[.findings[] | select(.baseline.state == "ignored") | .rule] == ["response.body-schema"] and .summary.findings.error == 1
