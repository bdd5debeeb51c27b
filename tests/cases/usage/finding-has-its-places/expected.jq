.findings[0] | .class == "violation" and .operation == {"method": "GET", "path": "/books", "operationId": "listBooks"}
and (.description.file | endswith("tests/cases/rules/shop.openapi.yaml")) and .description.line == 10
and .description.pointer == "/paths/~1books/get/parameters/0/schema/minimum"
and (.fingerprint | test("^[0-9a-f]{16}$")) and .count == 1
and (.exchanges[0] | .index == 0 and .method == "GET" and .status == 200 and (.source | endswith("exchange.har")))
