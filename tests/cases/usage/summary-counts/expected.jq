.version == 1 and .tool.name == "oasdrift" and .summary.exchanges == 3 and .summary.operations == {"seen": 2, "total": 7}
and .summary.findings == {"error": 1, "warning": 1, "info": 0} and .summary.exit == 1
and (.descriptions[0].file | endswith("shop.openapi.yaml")) and (.descriptions[0].sha256 | test("^[0-9a-f]{64}$"))
and .descriptions[0].title == "A book shop" and .descriptions[0].openapi == "3.1.0"
