[.findings[] | select(.rule == "drift.operation-never-seen") | .baseline.state] == ["ignored"]
