.name == "oasdrift" and (.version | test("^[0-9]+[.][0-9]+[.][0-9]+$"))
