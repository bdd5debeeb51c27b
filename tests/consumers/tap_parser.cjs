// tap_parser.cjs FILE...: no line that is not TAP, no error of the plan, and each case counted.
const fs = require('fs');
const path = require('path');
const { Parser } = require(path.join(process.env.MODULES, 'tap-parser'));

for (const file of process.argv.slice(2)) {
  const text = fs.readFileSync(file, 'utf8');
  const extra = [];
  const parser = new Parser({ strict: true });
  parser.on('extra', line => extra.push(line));
  parser.on('assert', one => {
    if (!one.ok && !one.diag) extra.push(`no diagnostics: ${one.name}`);
  });
  parser.on('complete', results => {
    const failed = (text.match(/^not ok /gm) || []).length;
    const count = (text.match(/^(not )?ok /gm) || []).length;
    const broken = results.failures.filter(one => one.tapError);
    if (broken.length || extra.length || results.fail !== failed || results.count !== count || results.plan.end !== count) {
      console.log(file, JSON.stringify(broken.slice(0, 2)), extra.slice(0, 3), results.fail, failed, results.count, count);
      process.exitCode = 1;
    }
  });
  parser.end(text);
}
