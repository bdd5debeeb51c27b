.summary.excluded == null and ([.findings[].rule] | index("route.server-undocumented")) != null
