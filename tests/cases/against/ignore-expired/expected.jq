([.findings[] | select(.baseline.state == "ignored")]) == [] and .summary.ignored == null
