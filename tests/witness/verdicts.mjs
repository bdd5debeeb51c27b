/* Lines of witness-measure or of a peer (LINES.ndjson), and what the judges say of them (LINES.ajv,
   LINES.python). PEER_FAULTS: lines "judge<tab>set<tab>name<tab>reason" of refusals that are the
   judge's own fault, and of claims that are the set's (judge "set"); a name of "*" is any. */
import { existsSync, readFileSync } from 'node:fs';

export const JUDGES = ['ajv', 'python'];
/* Line by line: a file may be longer than a string. */
export function* linesOf(file) {
    const bytes = readFileSync(file);

    for (let from = 0, end; from < bytes.length; from = end + 1) {
        end = bytes.indexOf(10, from);
        if (end < 0)
            end = bytes.length;
        if (end > from)
            yield bytes.toString('utf8', from, end);
    }
}

/* What each judge says of each question that got values: a map of "set<tab>name" to a list. */
export function verdictsOf(file) {
    const found = new Map();

    for (const judge of JUDGES) {
        const path = file.replace(/ndjson$/, judge);

        for (const text of existsSync(path) ? linesOf(path) : []) {
            const verdict = JSON.parse(text), key = `${verdict.set}\t${verdict.name}`;

            found.set(key, [...(found.get(key) ?? []), { judge, ...verdict }]);
        }
    }
    return found;
}

export class PeerFaults {
    constructor(file) {
        this.rows = new Map([...linesOf(file)].filter(line => !line.startsWith('#')).map(line => line.split('\t'))
            .map(([judge, set, name, reason]) => [`${judge}\t${set}\t${name}`, reason]));
        this.met = [];     /* of judges */
        this.refuted = []; /* claims of sets */
    }

    excuse(judge, line) {
        return this.rows.get(`${judge}\t${line.set}\t${line.name}`) ?? this.rows.get(`${judge}\t${line.set}\t*`);
    }

    isExcused(each, line) {
        const reason = this.excuse(each.judge, line);

        if (reason)
            this.met.push(`${each.judge}: ${line.set} ${line.name}: ${reason}`);
        return reason !== undefined;
    }

    /* The claim is wrong, as is known: no answer can contradict it. */
    isRefuted(line) {
        const reason = this.excuse('set', line);

        if (reason)
            this.refuted.push(`${line.set} ${line.name}: ${reason}`);
        return reason !== undefined;
    }

    /* What is wrong with an answer; undefined: nothing. A value that is refused, "none" where the set
       has a value, and a value where it has none, unless no judge refuses that: then the claim is refuted. */
    faultOf(line, judged) {
        const refusals = judged.filter(each => each.refused && !this.isExcused(each, line));

        if (line.refuted > 0)
            return 'our evaluator refuses it';
        if (refusals.length)
            return refusals.map(each => `${each.judge} refuses ${each.first[0].value}: ${each.first[0].why}`)
                .join('; ');
        if (line.expected === 'value' && line.answer === 'none')
            return this.isRefuted(line) ? undefined : 'none, where there is a value';
        if (line.expected !== 'none' || line.answer !== 'value' || this.isRefuted(line))
            return undefined;
        if (judged.filter(each => each.judged && !each.refused).length < JUDGES.length)
            return 'a value, where there is none';
        this.refuted.push(`${line.set} ${line.name}`);
        return undefined;
    }
}

export const at = (numbers, part) =>
    numbers.length ? numbers.sort((a, b) => a - b)[Math.floor(part * (numbers.length - 1))] : NaN;

export function show(title, list) {
    if (list.length)
        console.log(`${title}: ${list.length}\n${list.map(line => `  ${line.slice(0, 240)}`).join('\n')}`);
}
