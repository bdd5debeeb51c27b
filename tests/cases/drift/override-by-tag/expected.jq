([.findings[] | select(.severity == "warning") | .rule]) == ["drift.operation-never-seen"] and ([.findings[].rule] | index("drift.response-never-seen")) == null
