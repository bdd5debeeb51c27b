/* table.mjs PEER_FAULTS LINES...: the table of `make witness`, of lines of witness-measure and, beside
   them, of what the judges say (.ajv, .python). PEER_FAULTS: lines
   "judge<tab>set<tab>name<tab>reason" of refusals that are the judge's own fault, and of claims that
   are the set's (judge "set"); a name of "*" is any. Wrong is a value that is refused, "none" where the set has
   a value, and a value where it has none, unless no judge refuses that: then the claim is refuted. */
import { existsSync, readFileSync } from 'node:fs';

const JUDGES = ['ajv', 'python'];
const [faultFile, ...files] = process.argv.slice(2);
const lines = file => readFileSync(file, 'utf8').split('\n').filter(Boolean);
const known = new Map(lines(faultFile).filter(line => !line.startsWith('#'))
    .map(line => line.split('\t')).map(([judge, set, name, reason]) => [`${judge}\t${set}\t${name}`, reason]));
const excuse = (judge, line) =>
    known.get(`${judge}\t${line.set}\t${line.name}`) ?? known.get(`${judge}\t${line.set}\t*`);
const sets = new Map(), wrong = [], refuted = [], faults = [], times = [];

function verdicts(file) {
    const found = new Map();

    for (const judge of JUDGES) {
        const path = file.replace(/ndjson$/, judge);

        for (const text of existsSync(path) ? lines(path) : []) {
            const verdict = JSON.parse(text), key = `${verdict.set}\t${verdict.name}`;

            found.set(key, [...(found.get(key) ?? []), { judge, ...verdict }]);
        }
    }
    return found;
}

/* What is wrong with an answer; undefined: nothing. */
function fault(line, judged) {
    const refusals = judged.filter(each => each.refused)
        .filter(each => {
            const reason = excuse(each.judge, line);

            if (reason)
                faults.push(`${each.judge}: ${line.set} ${line.name}: ${reason}`);
            return !reason;
        });

    if (line.refuted > 0)
        return 'our evaluator refuses it';
    if (refusals.length)
        return refusals.map(each => `${each.judge} refuses ${each.first[0].value}: ${each.first[0].why}`).join('; ');
    if (line.expected === 'value' && line.answer === 'none') {
        const reason = excuse('set', line);

        if (reason)
            refuted.push(`${line.set} ${line.name}: ${reason}`);
        return reason ? undefined : 'none, where there is a value';
    }
    if (line.expected !== 'none' || line.answer !== 'value')
        return undefined;
    if (excuse('set', line)) {
        refuted.push(`${line.set} ${line.name}: ${excuse('set', line)}`);
        return undefined;
    }
    if (judged.filter(each => each.judged && !each.refused).length < JUDGES.length)
        return 'a value, where there is none';
    refuted.push(`${line.set} ${line.name}`);
    return undefined;
}

function take(line, judged) {
    const name = files.length && line.terms.length > 1 ? 'containment' : line.set;
    const row = sets.get(name) ?? { schemas: 0, value: 0, none: 0, undecided: {}, wrong: 0, first: [], next: [] };
    const why = fault(line, judged);

    sets.set(name, row);
    row.schemas++;
    if (line.answer === 'value' || line.answer === 'none')
        row[line.answer]++;
    else
        row.undecided[line.answer === 'refused' ? 'schema' : line.reason] =
            (row.undecided[line.answer === 'refused' ? 'schema' : line.reason] ?? 0) + 1;
    row.first.push(line.first_us);
    if (line.next_us)
        row.next.push(line.next_us);
    times.push([line.first_us, `${line.set} ${line.name}`]);
    if (why && ++row.wrong)
        wrong.push(`${line.set} ${line.name}: ${why}`);
}

const at = (numbers, part) =>
    numbers.length ? numbers.sort((a, b) => a - b)[Math.floor(part * (numbers.length - 1))] : NaN;

function show(title, list) {
    if (list.length)
        console.log(`${title}: ${list.length}\n${list.map(line => `  ${line.slice(0, 240)}`).join('\n')}`);
}

for (const file of files) {
    const judged = verdicts(file);

    for (const text of lines(file)) {
        const line = JSON.parse(text);

        take(line, judged.get(`${line.set}\t${line.name}`) ?? []);
    }
}
console.log('set            schemas  value   none  wrong   first us: median     p99   next us  undecided');
for (const [name, row] of sets)
    console.log(`${name.padEnd(14)} ${[row.schemas, row.value, row.none, row.wrong]
        .map((number, i) => String(number).padStart(i ? 6 : 7)).join(' ')} ${at(row.first, 0.5).toFixed(1).padStart(18)} ${
        at(row.first, 0.99).toFixed(0).padStart(7)} ${at(row.next, 0.5).toFixed(1).padStart(9)}  ${
        Object.entries(row.undecided).map(([reason, count]) => `${reason} ${count}`).join(', ')}`);
show('wrong', wrong);
show('claims of a set that two validators refute', refuted);
show('faults of the judges', faults);
show('slowest', times.sort((a, b) => b[0] - a[0]).slice(0, 10).map(([us, name]) => `${us.toFixed(0)} us ${name}`));
process.exit(wrong.length ? 1 : 0);
