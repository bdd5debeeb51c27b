/* bench_table.mjs PEER_FAULTS OURS PEER...: the table of `make bench-witness`: set by set what each answers.
   A schema counts as a value when both judges take all values of it, else it is wrong (verdicts.mjs). A claim of a
   set that our values refute binds no peer. Times are of what was answered; the factors are to ours. */
import { basename } from 'node:path';
import { at, linesOf, PeerFaults, show, verdictsOf } from './verdicts.mjs';

const [faultFile, ours, ...peers] = process.argv.slice(2);
const refutedByUs = new Set(), slowest = [], sets = new Map(), wrong = [];
const keyOf = line => `${line.set} ${line.name}`;
const setOf = line => line.terms.length > 1 ? 'containment' : line.set;

const newRow = () => ({ schemas: 0, value: 0, none: 0, wrong: 0, refuted: 0, values: 0, refused: 0, open: {},
                        first: [], next: [] });

function isOpen(line) {
    if (line.answer === 'refused')
        return 'schema';
    return line.answer === 'undecided' ? line.reason : line.answer;
}

function take(row, line, why, refused) {
    row.schemas++;
    row.values += line.values.length;
    row.refused += refused;
    if (why)
        row.wrong++;
    else if (line.answer === 'value' || line.answer === 'none')
        row[line.answer]++;
    else
        row.open[isOpen(line)] = (row.open[isOpen(line)] ?? 0) + 1;
    if (line.answer !== 'value' && line.answer !== 'none')
        return;
    row.first.push(line.first_us);
    if (line.next_us)
        row.next.push(line.next_us);
}

function rowOf(set, tool) {
    const tools = sets.get(set) ?? new Map(), row = tools.get(tool) ?? newRow();

    sets.set(set, tools);
    tools.set(tool, row);
    return row;
}

function read(file) {
    const tool = basename(file, '.ndjson'), judged = verdictsOf(file), known = new PeerFaults(faultFile);

    for (const text of linesOf(file)) {
        const line = JSON.parse(text), verdicts = judged.get(`${line.set}\t${line.name}`) ?? [];

        if (refutedByUs.has(keyOf(line)))
            line.expected = undefined;
        const before = known.refuted.length, why = known.faultOf(line, verdicts);
        const refused = Math.max(0, ...verdicts.filter(each => each.refused && !known.excuse(each.judge, line))
            .map(each => each.refused));

        for (const name of [setOf(line), line.terms.length > 1 ? null : 'all schemas'].filter(Boolean)) {
            const row = rowOf(name, tool);

            take(row, line, why, refused);
            row.refuted += known.refuted.length > before;
        }
        if (file !== ours)
            continue;
        slowest.push([line.first_us, `${keyOf(line)} (${line.answer}${line.reason ? `: ${line.reason}` : ''})`]);
        if (known.refuted.length > before)
            refutedByUs.add(keyOf(line));
        if (why)
            wrong.push(`${keyOf(line)}: ${why}`);
    }
}

const factor = (theirs, own) => theirs > 0 && own > 0 ? `${(theirs / own).toFixed(theirs / own < 10 ? 1 : 0)}x` : '';

function print(set, tool, row, own) {
    const first = at(row.first, 0.5), late = at(row.first, 0.99), next = at(row.next, 0.5);
    const isPeer = row !== own;
    const time = (microseconds, our, width) => `${(Number.isNaN(microseconds) ? '-' : microseconds.toFixed(
        microseconds < 100 ? 1 : 0)).padStart(width)} ${(isPeer ? factor(microseconds, our) : '').padStart(7)}`;

    console.log(`${set.padEnd(11)} ${tool.padEnd(21)} ${[row.schemas, row.value, row.none, row.wrong]
        .map(number => String(number).padStart(6)).join(' ')} ${String(row.values).padStart(6)} ${
        String(row.refused).padStart(7)} ${time(first, at(own.first, 0.5), 9)} ${time(late, at(own.first, 0.99), 9)} ${
        time(next, at(own.next, 0.5), 9)}  ${Object.entries(row.open).map(([why, count]) => `${why} ${count}`).join(', ')}`);
}

for (const file of [ours, ...peers])
    read(file);
console.log('                                                                  values           first value, us:   ' +
            '                           next value,');
console.log('set         tool                  schemas value   none  wrong   made refused    median                p99' +
            '                   us          no answer');
for (const set of [...[...sets.keys()].filter(name => name !== 'all schemas'), 'all schemas']) {
    const tools = sets.get(set), own = tools.get('oasdrift');

    for (const [tool, row] of tools)
        print(tools.keys().next().value === tool ? set : '', tool, row, own);
}
for (const [set, tools] of sets)
    if (tools.get('oasdrift').refuted)
        console.log(`${set}: ${tools.get('oasdrift').refuted} claims are refuted by values that two validators accept`);
show('wrong answers of ours', wrong);
show('slowest of ours', slowest.sort((a, b) => b[0] - a[0]).slice(0, 10).map(([us, name]) => `${us.toFixed(0)} us ${name}`));
process.exit(wrong.length ? 1 : 0);
