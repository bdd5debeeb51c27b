# Schemas that ask for much, a line each: name, tab, schema. Numbers that are longer than jq keeps are
# written as texts, and so are schemas that are deeper.
def repeated($n): . * $n;
def letter: [(. % 26) + 97] | implode;
def times($n; f): if $n == 0 then . else f | times($n - 1; f) end;
def object($names; f): {type: "object", required: $names, properties: ($names | map({key: ., value: f}) | from_entries)};
def names($n): [range($n) | "m\(.)"];
def cycle($name; $n; $items): [range($n) | {key: "\($name)\(.)", value: {items: {"$ref": "#/$defs/\($name)\((. + 1) % $n)"}, minItems: (if . == 0 then 0 else $items end)}}] | from_entries;
def cycles($a; $b; $items): {"$defs": (cycle("n"; $a; $items) + cycle("m"; $b; $items) + {w: {type: "array", items: {"$ref": "#/$defs/w"}}}), minItems: $items, allOf: [{"$ref": "#/$defs/n0"}, {"$ref": "#/$defs/m0"}, {"$ref": "#/$defs/w"}]};

def texts: {
  "length-1e9": {minLength: 1000000000},
  "length-2e63": {minLength: 9223372036854774784},
  "length-1e6": {minLength: 1000000},
  "length-2e6": {minLength: 2000000},
  "length-1e6-of-a-class": {minLength: 1000000, pattern: "^[\\u4e00-\\u9fff]*$"},
  "length-1e6-of-words": {minLength: 1000000, pattern: "^(ab|cde)*$"},
  "length-1e6-of-a-product": {minLength: 1000000, allOf: [{pattern: "^(ab|cde)*$"}, {pattern: "^(abc|de|a|b)*$"}, {not: {pattern: "aaaa"}}]},
  "length-1e6-email": {minLength: 1000000, format: "email"},
  "length-3e5-hostname": {minLength: 300000, format: "hostname"},
  "length-1e6-uri": {minLength: 1000000, format: "uri"},
  "length-1e6-byte": {minLength: 1000000, format: "byte"},
  "length-1e6-uri-template": {minLength: 1000000, format: "uri-template"},
  "length-1e6-regex": {minLength: 1000000, format: "regex"},
  "length-1e6-pointer": {minLength: 1000000, format: "json-pointer"},
  "length-1e5-title": {minLength: 100000, title: ("word " | repeated(50000))},
  "repeat-1e9": {pattern: "a{1000000000}"},
  "repeat-1e9-not": {not: {pattern: "a{1000000000}"}},
  "repeat-1e5": {pattern: "^a{100000}$"},
  "repeat-1e4": {pattern: "^a{10000}$"},
  "repeat-nested": {pattern: "^((((a{10}){10}){10}){10}){10}$"},
  "repeat-dots": {pattern: "((.{10}){10}){10}z"},
  "behind-20": {pattern: "a.{20}$"},
  "behind-20-not": {not: {pattern: "a.{20}b"}},
  "behind-30-thrice": {minLength: 100, allOf: [{pattern: "a.{30}b"}, {not: {pattern: "b.{30}a"}}, {pattern: "c.{30}c"}]},
  "behind-30-none": {minLength: 1000, allOf: [{not: {pattern: "a.{30}b"}}, {not: {pattern: "b.{30}a"}}, {not: {pattern: "c.{30}c"}}]},
  "dots-many": {allOf: [range(40; 60) | {pattern: "^.{\(.)}$|x.{\(.)}y"}]},
  "primes": {minLength: 1, allOf: [2, 3, 5, 7, 11, 13, 17, 19 | {pattern: "^(.{\(.)})*$"}]},
  "primes-larger": {minLength: 1, allOf: [101, 103, 107, 109, 113 | {pattern: "^(.{\(.)})*$"}]},
  "primes-none": {maxLength: 1000000, allOf: [101, 103, 107, 109, 113 | {pattern: "^(.{\(.)})+$"}]},
  "patterns-60": {allOf: [range(60) | {pattern: "\(letter)\(.)"}]},
  "patterns-60-not": {allOf: [range(60) | {not: {pattern: "\(letter).{5}\(.)"}}]},
  "patterns-1000": {allOf: [range(1000) | {pattern: "\(letter)\(.)"}]},
  "patterns-either": {anyOf: [range(1000) | {pattern: "^\(letter).*\(.).{3}", minLength: .}], not: {pattern: "a"}},
  "alternatives": {pattern: "^(\([range(8000) | "w\(.)"] | join("|")))$"},
  "alternatives-not": {not: {pattern: "(\([range(8000) | "w\(.)"] | join("|")))"}},
  "ahead-26": {pattern: "^\([range(26) | "(?=.*\(letter).{\(.)})"] | join("")).*$"},
  "ahead-60-not": {pattern: "^\([range(60) | "(?!.*\(letter).{\(.)}z)"] | join("")).{50,}$"},
  "ahead-within": {pattern: "^((?=.{0,30}x)[a-z](?!.{0,20}q))*$", minLength: 500},
  "look-behind": {pattern: "(?<=a.{20})b(?<!c.{20}.)", minLength: 500},
  "back-reference": {pattern: "^(a+)b\\1c\\1$", minLength: 5000},
  "back-references": {allOf: [{pattern: "^(.+)\\1$"}, {pattern: "^(.+)\\1\\1$"}], minLength: 1000},
  "properties": {pattern: "^\\p{L}{1000}\\p{N}{1000}$"},
  "properties-many": {allOf: ["L", "N", "P", "S", "Z", "Lu", "Ll", "Lt", "Lm", "Lo", "Nd", "Nl", "No", "Pc", "Pd", "Ps", "Pe", "Sm", "Sc", "Sk"] | to_entries | map({pattern: "\\p{\(.value)}.{\(.key)}"})},
  "classes": {pattern: ([range(4000) | "[\([256 + 3 * .] | implode)-\([257 + 3 * .] | implode)]"] | join(""))},
  "repeats-of-repeats": {pattern: "^(a+)+$", minLength: 1000, not: {pattern: "^(a|aa)+$"}},
  "formats-not": {minLength: 100, allOf: ["date-time", "date", "time", "email", "uri", "uri-reference", "iri", "hostname", "ipv4", "ipv6", "uuid", "duration", "regex", "json-pointer" | {not: {format: .}}]},
  "formats-together": {minLength: 200, pattern: "a.{10}b.{10}c", allOf: ["uri-reference", "iri-reference", "regex", "uri-template" | {format: .}]}
} | map_values({type: "string"} + .);

def arrays: {
  "items-1e9": {minItems: 1000000000},
  "items-1e5": {minItems: 100000},
  "items-1e5-differ": {minItems: 100000, uniqueItems: true},
  "items-1e5-integers": {minItems: 100000, uniqueItems: true, items: {type: "integer"}},
  "items-1e5-objects": {minItems: 100000, uniqueItems: true, items: {type: "object", properties: {a: {type: "integer"}, b: {type: "string"}}}},
  "items-1e5-of-few": {minItems: 100000, uniqueItems: true, items: {enum: [range(1000)]}},
  "items-1e4-texts": {minItems: 10000, uniqueItems: true, items: {type: "string", pattern: "^(ab|cd)*$"}},
  "items-1e4-one-missing": {minItems: 10000, uniqueItems: true, items: {type: "integer", minimum: 0, maximum: 9998}},
  "items-1000-thrice": ({type: "integer"} | times(3; {type: "array", minItems: 1000, items: .})),
  "items-10-nine-times": ({type: "integer"} | times(9; {type: "array", minItems: 10, items: .})),
  "items-2-forty-times": ({type: "integer"} | times(40; {type: "array", minItems: 2, items: .})),
  "items-2-often": ({type: "integer"} | times(200; {type: "array", minItems: 2, items: .})),
  "items-long": {minItems: 100, items: {type: "string", minLength: 100000}},
  "items-long-differ": {minItems: 15, uniqueItems: true, items: {type: "string", minLength: 100000}},
  "items-1500-differ": {minItems: 1500, uniqueItems: true, items: {type: "string", minLength: 1000}},
  "contains-1e9": {contains: {type: "integer"}, minContains: 1000000000},
  "contains-1e5": {contains: {type: "integer"}, minContains: 99999, maxContains: 100000},
  "contains-many": {maxItems: 40, allOf: [range(10) | {contains: {type: "integer", multipleOf: (. + 1), minimum: 1}, minContains: (. + 1), maxContains: (. + 2)}]},
  "contains-many-differ": {uniqueItems: true, maxItems: 200, allOf: [range(8) | {contains: {multipleOf: (. + 2)}, minContains: 20, maxContains: 30}]},
  "prefix-1e5": {minItems: 100000, prefixItems: [range(100000) | {type: "string", minLength: (. % 100)}]},
  "prefix-long": {minItems: 2000, prefixItems: [range(2000) | {type: "string", minLength: .}]},
  "not-these": {minItems: 3, not: {enum: [range(1000) as $i | [range($i; $i + 50)]]}},
  "example-1e5": {minItems: 3, examples: [[range(100000)]]},
  "cycles": cycles(29; 31; 1),
  "cycles-wide": cycles(7; 5; 2)
} | map_values({type: "array"} + .);

def objects: {
  "members-1e9": {minProperties: 1000000000},
  "members-1e5": {minProperties: 100000},
  "members-1e4": {minProperties: 10000},
  "members-1e4-named": {minProperties: 10000, propertyNames: {pattern: "^(ab|cd)*$"}},
  "members-1e4-too-few-names": {minProperties: 10000, propertyNames: {pattern: "^[0-9]{3}$"}},
  "members-long": {minProperties: 1000, additionalProperties: {type: "string", minLength: 10000}},
  "members-10-nine-times": ({type: "integer"} | times(9; {type: "object", minProperties: 10, additionalProperties: .})),
  "members-2-sixty-times": ({type: "integer"} | times(60; {type: "object", minProperties: 2, additionalProperties: .})),
  "names-long": {minProperties: 3, propertyNames: {minLength: 1000000}},
  "names-1000-long": {minProperties: 1000, propertyNames: {minLength: 1000}},
  "required-1e4": object(names(10000); {}),
  "required-3e4-of-lengths": object(names(30000); {type: "string", minLength: (.[1:] | tonumber % 50)}),
  "required-1e4-long": {required: names(10000), additionalProperties: {type: "string", minLength: 1000}},
  "required-1000-long": object(names(1000); {type: "string", minLength: (.[1:] | 10000 + tonumber)}),
  "required-1000-behind": object(names(1000); {type: "string", pattern: "a.{14}\(.)"}),
  "required-1000-products": object(names(1000); {type: "string", minLength: 40, allOf: [{pattern: "a.{12}\(.)"}, {not: {pattern: "b.{10}c"}}]}),
  "required-1000-counted": object(names(1000); {type: "string", minLength: 1000, pattern: "^(x|y\(.))*$"}),
  "required-300-formats": object(names(300); {type: "string", minLength: (.[1:] | 3 * tonumber), pattern: .[-1:], format: (["date-time", "email", "uri", "hostname", "ipv6", "uuid", "duration", "regex", "json-pointer", "iri", "uri-template", "idn-email"][.[1:] | tonumber % 12])}),
  "patterns-1000": {minProperties: 10, patternProperties: ([range(1000) | {key: "\(letter)\(.)", value: {minimum: .}}] | from_entries)},
  "patterns-100-closed": {minProperties: 10, additionalProperties: false, patternProperties: ([range(100) | {key: "\(letter).*\(.)", value: {minimum: .}}] | from_entries)},
  "patterns-100-not": {minProperties: 50, not: {patternProperties: ([range(100) | {key: "\(letter).*\(.)", value: {minimum: .}}] | from_entries)}},
  "const-large": {minProperties: 5, const: ([range(5000) | {key: "k\(.)", value: ("v" | repeated(100))}] | from_entries)},
  "const-large-not": {minProperties: 5, not: {const: ([range(5000) | {key: "k\(.)", value: ("v" | repeated(100))}] | from_entries)}},
  "unevaluated": {minProperties: 40, unevaluatedProperties: false, anyOf: [range(100) | "a\(.)" | {required: [.], properties: {(.): {type: "integer"}}}]},
  "unevaluated-not": {minProperties: 10, not: {unevaluatedProperties: {type: "string"}, anyOf: [range(30) | "a\(.)" | {required: [.], properties: {(.): {type: "integer"}}}]}},
  "dependent-1e4": {required: ["d0"], dependentRequired: ([range(10000) | {key: "d\(.)", value: ["d\(. + 1)"]}] | from_entries)},
  "dependent-schemas": {required: ["d0"], dependentSchemas: ([range(2000) | {key: "d\(.)", value: {required: ["d\(. + 1)"]}}] | from_entries)},
  "if-2000": {required: ["a"], properties: {a: {type: "integer", minimum: 0}}, allOf: [range(2000) | {if: {properties: {a: {const: .}}}, then: {properties: {a: {const: (. + 1)}}}}]},
  "clauses": {allOf: [range(120) | {anyOf: [{required: ["x\(. * 7 % 30)"]}, {not: {required: ["x\((. * 11 + 3) % 30)"]}}, {required: ["x\((. * 13 + 5) % 30)"]}]}]},
  "pigeons": {allOf: ([range(9) as $p | {anyOf: [range(8) | {required: ["p\($p)h\(.)"]}]}] + [range(8) as $h | range(9) as $p | range($p) | {not: {required: ["p\($p)h\($h)", "p\(.)h\($h)"]}}])},
  "one-of-each": {allOf: [range(30) as $i | {oneOf: [range(10) | {required: ["a\($i)-\(.)"]}]}]}
} | map_values({type: "object"} + .);

def any: {
  "depth-12-one": ({type: "integer"} | times(12; {oneOf: [., {type: "array", items: ., minItems: 1}]})),
  "needs-itself": {"$defs": {n: {type: "array", minItems: 1, items: {"$ref": "#/$defs/n"}}}, "$ref": "#/$defs/n"},
  "needs-itself-perhaps": {"$defs": {n: object(["a", "b"]; {anyOf: [{"$ref": "#/$defs/n"}, {type: "null"}]})}, "$ref": "#/$defs/n"},
  "references-500": {"$defs": ([range(500) | {key: "n\(.)", value: {type: "array", minItems: 2, items: {"$ref": "#/$defs/n\(. + 1)"}}}] + [{key: "n500", value: {}}] | from_entries), "$ref": "#/$defs/n0"},
  "one-of-1e5": {oneOf: [range(100000) | {const: .}]},
  "one-of-1e5-ranges": {oneOf: [range(100000) | {type: "integer", minimum: ., maximum: (. + 3)}]},
  "one-of-1e4-objects": {oneOf: [range(10000) as $i | object(["k\($i)"]; {const: $i})]},
  "one-of-1000-alike": {oneOf: [range(1000) | {type: "object", required: ["k\(. % 50)"]}]},
  "none-of-1e5": {type: "integer", minimum: 0, maximum: 99999, allOf: [range(100000) | {not: {const: .}}]},
  "any-of-1e5": {anyOf: [range(100000) | {type: "string", minLength: .}], not: {type: "string", minLength: 1}},
  "enum-1e5": {enum: [range(100000)], not: {enum: [range(99999)]}},
  "enum-1e5-texts": {enum: [range(100000) | "x\(.)"], pattern: "99999"}
};

def nested($n; $before; $behind): ($before * $n) + "{\"type\":\"integer\"}" + ($behind * $n);
def deep: {
  "items-400": nested(400; "{\"type\":\"array\",\"minItems\":1,\"items\":"; "}"),
  "members-400": nested(400; "{\"type\":\"object\",\"minProperties\":1,\"additionalProperties\":"; "}"),
  "all-400": nested(400; "{\"allOf\":["; ",{\"minimum\":1}]}"),
  "any-300": nested(300; "{\"not\":{\"const\":3},\"anyOf\":["; ",{\"type\":\"string\",\"minLength\":3}]}"),
  "one-300": nested(300; "{\"oneOf\":["; ",{\"type\":\"string\",\"minLength\":3}]}"),
  "if-300": nested(300; "{\"if\":{\"type\":\"string\"},\"then\":{\"minLength\":3},\"else\":"; "}"),
  "not-400": nested(400; "{\"not\":"; "}")
};

def numbers: {
  "multiple-1e300": "{\"type\":\"number\",\"multipleOf\":1e300,\"minimum\":1}",
  "multiple-1e-300": "{\"type\":\"number\",\"multipleOf\":1e-300,\"minimum\":1}",
  "multiple-1e300000": "{\"type\":\"number\",\"multipleOf\":1e300000,\"minimum\":1}",
  "multiple-1e300-not": "{\"type\":\"number\",\"multipleOf\":1e300,\"minimum\":1,\"not\":{\"multipleOf\":3e299}}",
  "multiple-mixed": "{\"type\":\"integer\",\"allOf\":[{\"multipleOf\":1e300},{\"multipleOf\":7e-300},{\"multipleOf\":0.3}],\"minimum\":1}",
  "multiple-1e5-digits": "{\"type\":\"integer\",\"multipleOf\":\("7" | repeated(100000)),\"minimum\":\("3" | repeated(100001))}",
  "multiple-digits-twice": "{\"type\":\"integer\",\"allOf\":[{\"multipleOf\":\("7" | repeated(10000))},{\"multipleOf\":\("1" | repeated(9999))}],\"minimum\":\("3" | repeated(10001))}",
  "multiple-1500": ({type: "integer", minimum: 1, allOf: [range(3; 3000; 2) | {multipleOf: .}]} | tojson),
  "multiple-none-of-1000": ({type: "integer", minimum: 2, maximum: 100000, allOf: [range(2; 1000) | {not: {multipleOf: .}}]} | tojson),
  "multiple-1e-500-not": "{\"type\":\"number\",\"exclusiveMinimum\":0,\"maximum\":1e-400,\"not\":{\"multipleOf\":1e-500}}",
  "between-1e1e9": "{\"type\":\"number\",\"exclusiveMinimum\":1e1000000000,\"exclusiveMaximum\":2e1000000000}",
  "between-1e-1e9": "{\"type\":\"number\",\"exclusiveMinimum\":1e-1000000000,\"exclusiveMaximum\":2e-1000000000}",
  "integer-1e1e9": "{\"type\":\"integer\",\"minimum\":1e1000000000}",
  "multiple-7-1e1e6": "{\"type\":\"integer\",\"minimum\":1e1000000,\"multipleOf\":7}",
  "multiple-7-1e5-not": "{\"type\":\"integer\",\"minimum\":1e100000,\"multipleOf\":7,\"not\":{\"multipleOf\":49}}",
  "const-1e1e9": "{\"const\":1e1000000000,\"type\":\"integer\",\"multipleOf\":3}",
  "const-2e5-digits": "{\"const\":\("3" | repeated(200000)),\"multipleOf\":3}",
  "enum-2e4-digits": "{\"enum\":[\([range(20) | "\(. + 1)\("3" | repeated(20000))"] | join(","))],\"multipleOf\":7}",
  "enum-1e1e5-as-integer": "{\"$schema\":\"http://json-schema.org/draft-04/schema#\",\"enum\":[1e100000],\"not\":{\"type\":\"integer\"}}"
};

(texts | to_entries[] | "text-\(.key)\t\(.value | tojson)"),
(arrays | to_entries[] | "array-\(.key)\t\(.value | tojson)"),
(objects | to_entries[] | "object-\(.key)\t\(.value | tojson)"),
(any | to_entries[] | "any-\(.key)\t\(.value | tojson)"),
(deep | to_entries[] | "deep-\(.key)\t\(.value)"),
(numbers | to_entries[] | "number-\(.key)\t\(.value)")
