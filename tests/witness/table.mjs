/* table.mjs PEER_FAULTS LINES...: the table of `make witness`. Each file is a row, but lists of sets,
   of which each set is one. Ends with 1 when an answer is wrong (verdicts.mjs). */
import { basename } from 'node:path';
import { at, linesOf, PeerFaults, show, verdictsOf } from './verdicts.mjs';

const [faultFile, ...files] = process.argv.slice(2);
const known = new PeerFaults(faultFile);
const rows = new Map(), wrong = [], unable = [], times = [];

const newRow = () => ({ schemas: 0, value: 0, none: 0, values: 0, undecided: {}, wrong: 0, first: [], next: [] });

function take(name, line, judged) {
    const row = rows.get(name) ?? newRow();
    const why = known.faultOf(line, judged);

    rows.set(name, row);
    row.schemas++;
    row.values += line.values.length;
    if (line.answer === 'value' || line.answer === 'none') {
        row[line.answer]++;
    } else {
        const reason = line.answer === 'refused' ? 'schema' : line.reason;

        row.undecided[reason] = (row.undecided[reason] ?? 0) + 1;
    }
    row.first.push(line.first_us);
    if (line.next_us)
        row.next.push(line.next_us);
    times.push([line.first_us, `${line.set} ${line.name}`]);
    unable.push(...judged.filter(each => each.unable).map(each => `${each.judge}: ${line.set} ${line.name}: ${each.unable}`));
    if (why && ++row.wrong)
        wrong.push(`${line.set} ${line.name}: ${why}`);
}

for (const file of files) {
    const judged = verdictsOf(file), name = basename(file, '.ndjson');

    for (const text of linesOf(file)) {
        const line = JSON.parse(text);

        take(name === 'sets' ? line.set : name, line, judged.get(`${line.set}\t${line.name}`) ?? []);
    }
}
console.log('set            schemas  value   none  wrong  values   first us: median     p99   next us  undecided');
for (const [name, row] of rows)
    console.log(`${name.padEnd(14)} ${[row.schemas, row.value, row.none, row.wrong, row.values]
        .map((number, i) => String(number).padStart(i % 4 ? 6 : 7)).join(' ')} ${at(row.first, 0.5).toFixed(1).padStart(18)} ${
        at(row.first, 0.99).toFixed(0).padStart(7)} ${at(row.next, 0.5).toFixed(1).padStart(9)}  ${
        Object.entries(row.undecided).map(([reason, count]) => `${reason} ${count}`).join(', ')}`);
show('wrong', wrong);
show('claims of a set that two validators refute', known.refuted);
show('faults of the judges', known.met);
show('judged by one only', unable);
show('slowest', times.sort((a, b) => b[0] - a[0]).slice(0, 10).map(([us, name]) => `${us.toFixed(0)} us ${name}`));
process.exit(wrong.length ? 1 : 0);
