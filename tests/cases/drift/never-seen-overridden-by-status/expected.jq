[.findings[] | select(.rule == "drift.response-never-seen") | [.status_key, .severity]] | sort == [["404", "error"]]
