(tostring | contains("s3cr3t") | not) and ([.findings[] | select(.rule == "drift.property-differs" and (.where.pointer | contains("[redacted]")))] | length == 1)
