.assertions == [{"name": "same-id", "operation": {"method": "GET", "path": "/t/{id}"}, "true": 1, "false": 0, "not_applicable": 0}]
