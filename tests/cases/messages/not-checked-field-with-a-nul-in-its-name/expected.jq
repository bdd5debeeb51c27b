[.not_checked[].reason] == ["field a\u0000b: no style has a form for arrays and objects inside of others"]
