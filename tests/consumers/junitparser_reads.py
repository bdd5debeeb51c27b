"""junitparser_reads.py FILE...: reads each file and counts its cases as the attributes say."""
import sys

from junitparser import Failure, JUnitXml

for name in sys.argv[1:]:
    document = JUnitXml.fromfile(name)
    cases = [case for suite in document for case in suite]
    failed = sum(any(isinstance(result, Failure) for result in case.result) for case in cases)
    if len(cases) != document.tests or failed != document.failures:
        sys.exit(f"{name}: {len(cases)} cases of {document.tests}, {failed} failures of {document.failures}")
