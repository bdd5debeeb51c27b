/* faults.mjs LINES: of the instructions in the request bodies of descriptions, how many have a value that
   breaks just that one, are implied by others (none: proved), or are undecided, by reason. */
import { linesOf } from './verdicts.mjs';

const newRow = set => ({ set, bodies: 0, targets: 0, value: 0, none: 0, undecided: {} });
const rows = new Map(), total = newRow('all');

/* `explained` is a part of `value`, and told by the program alone. */
function add(row, { set, name, targets, value, none, cut, explained, ...undecided }) {
    row.bodies++;
    row.targets += targets;
    row.value += value;
    row.none += none;
    for (const [reason, count] of Object.entries(undecided))
        row.undecided[reason] = (row.undecided[reason] ?? 0) + count;
}

function print(row) {
    const reachable = row.targets - row.none;

    console.log(`${row.set.padEnd(26)} ${[row.bodies, row.targets, row.none, row.value]
        .map(number => String(number).padStart(7)).join(' ')} ${
        (reachable ? 100 * row.value / reachable : 100).toFixed(1).padStart(6)}  ${
        Object.entries(row.undecided).map(([reason, count]) => `${reason} ${count}`).join(', ')}`);
}

for (const text of linesOf(process.argv[2])) {
    const line = JSON.parse(text);
    const row = rows.get(line.set) ?? newRow(line.set);

    rows.set(line.set, row);
    add(row, line);
    add(total, line);
}
console.log('one-fault values            bodies instructions none  value  % of those not none; undecided');
rows.forEach(print);
print(total);
