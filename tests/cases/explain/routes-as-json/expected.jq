.version == 1 and .servers[0].name == "production" and (.operations | length) == 6 and
([.operations[] | select(.kind != "path") | .operationId] | sort) == ["newBook", "shipped"] and
(.operations[] | select(.operationId == "shipped") | .callback == "onShipped" and .description.line > 50) and
([.operations[].method] | contains(["QUERY", "PURGE"]))
