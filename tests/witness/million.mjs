/* million.mjs PEER_FAULTS LINES...: how many values there are, and how many of them each judge has seen,
   refuses, and refuses by a fault of its own. Every other refusal is printed; ends with 1 when there is one,
   or when there are fewer than MILLION values. */
import { basename } from 'node:path';
import { JUDGES, linesOf, PeerFaults, show, verdictsOf } from './verdicts.mjs';

const MILLION = 1000 * 1000;
const [faultFile, ...files] = process.argv.slice(2);
const known = new PeerFaults(faultFile);
const counts = new Map(), refusals = [], unable = new Map();
let total = 0, evaluator = 0;

const tally = { judged: 0, refused: 0, excused: 0, unable: 0 };
const sums = Object.fromEntries(JUDGES.map(judge => [judge, { ...tally }]));

function take(file, line, judged) {
    const row = counts.get(file) ?? { questions: 0, values: 0 };

    counts.set(file, row);
    row.questions++;
    row.values += line.values.length;
    total += line.values.length;
    evaluator += line.refuted;
    if (line.refuted)
        refusals.push(`our evaluator: ${file} ${line.set} ${line.name}`);
    for (const each of judged) {
        const sum = sums[each.judge], excused = each.refused && known.isExcused(each, line);

        if (each.unable) {
            sum.unable += line.values.length;
            unable.set(`${each.judge}: ${each.unable}`, `${file} ${line.set} ${line.name}`);
            continue;
        }
        sum.judged += each.judged;
        sum.excused += each.excused + (excused ? each.refused : 0);
        sum.refused += excused ? 0 : each.refused;
        if (each.refused && !excused)
            refusals.push(`${each.judge}: ${file} ${line.set} ${line.name}: ${each.first[0].value.slice(0, 100)}: ${each.first[0].why}`);
    }
}

for (const path of files) {
    const judged = verdictsOf(path);

    for (const text of linesOf(path)) {
        const line = JSON.parse(text);

        take(basename(path, '.ndjson'), line, judged.get(`${line.set}\t${line.name}`) ?? []);
    }
}
for (const [file, row] of counts)
    console.log(`${file.padEnd(32)} ${String(row.questions).padStart(7)} questions ${String(row.values).padStart(9)} values`);
console.log(`${total} values; our evaluator refuses ${evaluator}`);
for (const judge of JUDGES)
    console.log(`${judge}: judged ${sums[judge].judged}, refuses ${sums[judge].refused}; refuses by a fault of its own ${
        sums[judge].excused}; cannot judge ${sums[judge].unable}`);
show('refused', refusals);
show('faults of the judges', [...new Set(known.met)]);
show('cannot judge', [...unable].map(([why, where]) => `${why} (${where})`));
process.exit(refusals.length || total < MILLION ? 1 : 0);
