// junit2json.mjs FILE...: reads each file, and finds as many failures among the cases as the attributes say.
import fs from 'node:fs';
import path from 'node:path';

const found = await import(path.join(process.env.MODULES, 'junit2json/dist/esm/index.js')).catch(
  () => import(path.join(process.env.MODULES, 'junit2json/dist/index.js')));
const parse = found.parse || found.default.parse;

for (const file of process.argv.slice(2)) {
  const root = await parse(fs.readFileSync(file, 'utf8'));
  const suites = root?.testsuite?.[0]?.testcase || root?.tests !== undefined || root?.testsuite ? [].concat(root.testsuite ?? root) : [];
  for (const suite of suites) {
    const cases = suite.testcase || [];
    const failures = cases.filter(one => one.failure?.length).length;
    if (cases.length !== suite.tests || failures !== suite.failures || !cases.every(one => one.name)) {
      console.log(`${file}: ${suite.name}: ${cases.length} cases of ${suite.tests}, ${failures} failures of ${suite.failures}`);
      process.exitCode = 1;
    }
  }
  if (!root) {
    console.log(`${file}: nothing was read`);
    process.exitCode = 1;
  }
}
