# What the formats of one run disagree about, a line each. The report in ndjson is the measure. Arguments: the formats of
# JSON as lists of values ($allure: all results); $told: counts of the others, as test_counts.sh has them; $exit,
# $fail_on, $exit_zero as text.
def excused: .baseline.state == "known" or .baseline.state == "ignored";
def grave: {off: 0, info: 1, warning: 2, error: 3, never: 4}[.];
def differ($what; $wanted; $told): if $wanted == $told then empty else "\($what): \($told | tojson) in place of \($wanted | tojson)" end;
# {"error": 1, "warning": 2, "info": 0} of a list of severities.
def by_severity: . as $all | reduce ("error", "warning", "info") as $one ({}; .[$one] = ([$all[] | select(. == $one)] | length));

[$ndjson[] | select(.event == "finding")] as $findings
| [$findings[] | select(excused | not)] as $open
| [$ndjson[] | select(.event == "not-checked")] as $ledger
| [$ndjson[] | select(.event == "error")] as $errors
| $ndjson[-1] as $trailer
| ($open | map(.severity) | by_severity) as $severities
| ($ledger | map(.count) | add // 0) as $unchecked
| ([$open[] | select((.severity | grave) >= ($fail_on | grave))] | length) as $failing
| ($findings | map(.fingerprint) | sort) as $prints
| [$severities.error, $severities.warning, $severities.info, $unchecked] as $line
| ($exit | tonumber) as $code
| ([$ctrf[0].results.tests[].rawStatus] | sort) as $outcomes
| ([$outcomes[] | select(. == "failure")] | length) as $failures
| ([$outcomes[] | select(. == "error")] | length) as $broken
| ([$outcomes[] | select(. == "skipped")] | length) as $skipped
| differ("ndjson, findings"; $severities; $trailer.findings),
  differ("ndjson, not checked"; $unchecked; $trailer.not_checked),
  differ("ndjson, errors"; $errors | length; $trailer.errors),
  differ("ndjson, exit code"; $code; $trailer.exit),
  differ("json, findings"; $prints; $json[0].findings | map(.fingerprint) | sort),
  differ("json, counts"; $severities; $json[0].summary.findings),
  differ("json, not checked"; [$ledger | length, $unchecked]; $json[0] | [(.not_checked | length), .summary.not_checked]),
  differ("json, errors"; $errors | length; $json[0].errors | length),
  differ("json, exit code"; $code; $json[0].summary.exit),
  differ("sarif, findings"; $prints; $sarif[0].runs[0].results | map(.partialFingerprints[]) | sort),
  differ("sarif, levels"; $severities; $sarif[0].runs[0].results | map(select(.suppressions | length == 0).level | if . == "note" then "info" else . end) | by_severity),
  differ("sarif, exit code"; [$code, ($code == 0 or $code == 1)]; $sarif[0].runs[0].invocations[0] | [.exitCode, .executionSuccessful]),
  differ("csv, findings"; $findings | map(.severity) | by_severity; $told.csv | {error: .[0], warning: .[1], info: .[2]}),
  differ("csv, others"; [($ledger | length), ($errors | length)]; $told.csv[3:5]),
  differ("prometheus"; [$severities.error, $severities.warning, $severities.info, ($open | length), $unchecked, ($errors | length), $code]; $told.prometheus),
  (("text", "markdown", "html") as $format | differ($format; $line + [$code]; $told[$format])),
  differ("github"; [$code]; $told.github),
  differ("gitlab, one entry a fingerprint"; $gitlab[0] | length; $gitlab[0] | map(.fingerprint) | unique | length),
  # Cases: the outcomes are the same in all formats that have them; findings that count are told or counted; a report is
  # red where the exit code says so.
  (("junit", "junit-strict", "junit-surefire") as $format | differ($format; [($outcomes | length), $failures, $broken, $skipped]; $told[$format])),
  differ("ctrf, summary"; [($outcomes | length), $failures + $broken, $skipped]; $ctrf[0].results.summary | [.tests, .failed, .skipped]),
  differ("tap"; [($outcomes | length), $failures + $broken, $skipped]; $told.tap),
  differ("allure"; [($outcomes | length), $failures, $broken, $skipped]; [($allure | length), (("failed", "broken", "skipped") as $status | [$allure[] | select(.status == $status)] | length)]),
  differ("cases, findings that count"; $failing; [$ctrf[0].results.tests[] | select(.rawStatus == "failure").message | 1 + ([match(" [(]and ([0-9]+) more[)]$").captures[0].string | tonumber] | add // 0)] | add // 0),
  differ("cases, red where the exit code is not 0"; $code != 0 or ($exit_zero == "1" and $failing > 0); $failures + $broken > 0)
