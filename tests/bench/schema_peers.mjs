/* The peers of bench_schema.c: ajv, schemasafe (compiled, warmed up) and Blaze's command-line
   program, on the same schemas and instances. Reads on standard input first the sets, a line each
   (name, schema file, instance file, "whole" or "resources"; tab-separated), an empty line, then a
   line a round: the milliseconds for one measurement. Answers a round with lines
   "set<tab>peer<tab>metric<tab>nanoseconds a document<tab>documents that fit", and "end". */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { createInterface } from 'node:readline';

const require = createRequire(import.meta.url);
const COMPILE_ROUNDS = 3; /* ajv takes seconds for Stripe's schema */

function load(name) {
    try {
        return require(name);
    } catch {
        console.log(`absent\t${name}`);
        return null;
    }
}

const Ajv = load('ajv')?.default;
const Ajv2020 = Ajv && require('ajv/dist/2020').default;
const schemasafe = load('@exodus/schemasafe');
const blaze = fileURLToPath(
    new URL('node_modules/@sourcemeta/jsonschema/build/github-releases/jsonschema-linux-' +
            { x64: 'x86_64', arm64: 'arm64' }[process.arch], import.meta.url));

/* ---- a schema as functions: one, or one for each resource of Stripe ---- */

function compileAjv(schema, resources) {
    const Dialect = /2020-12/.test(schema.$schema) ? Ajv2020 : Ajv;
    const ajv = new Dialect({ strict: false, validateFormats: false, logger: false });

    if (!resources)
        return ajv.compile(schema);
    ajv.addSchema({ ...schema, $id: 'root' });
    return name => ajv.getSchema(`root#/$defs/${encodeURIComponent(name)}`);
}

function compileSchemasafe(schema, resources) {
    const options = { mode: 'default', formatAssertion: false, allowUnusedKeywords: true };

    if (!resources)
        return schemasafe.validator(schema, options);
    return name => schemasafe.validator({ $ref: `root#/$defs/${name}` },
                                        { ...options, schemas: { root: { ...schema, $id: 'root' } } });
}

const peers = [
    Ajv && { name: 'ajv', compile: compileAjv },
    schemasafe && { name: 'schemasafe', compile: compileSchemasafe },
].filter(Boolean);

/* ---- sets ---- */

function prepare([name, schemaFile, instanceFile, shape]) {
    const set = { name, schemaFile, instanceFile, resources: shape === 'resources' };
    const lines = readFileSync(instanceFile, 'utf8').split('\n').filter(Boolean);

    set.schema = JSON.parse(readFileSync(schemaFile, 'utf8'));
    set.names = set.resources ? lines.map(line => Object.keys(JSON.parse(line))[0]) : lines;
    set.texts = set.resources ? lines.map(line => JSON.stringify(Object.values(JSON.parse(line))[0]))
                              : lines;
    set.values = set.texts.map(text => JSON.parse(text));
    set.runs = peers.map(peer => functions(set, peer)).filter(Boolean);
    return set;
}

function functions(set, peer) {
    try {
        const compiled = peer.compile(set.schema, set.resources);
        const validators = set.names.map(name => (set.resources ? compiled(name) : compiled));

        return { peer, validators };
    } catch (error) {
        console.log(`refused\t${set.name}\t${peer.name}\t${error.message.slice(0, 80)}`);
        return null;
    }
}

/* ---- measuring ---- */

function nanoseconds(once, documents, ms) {
    const start = process.hrtime.bigint();
    let elapsed = 0, count = 0;

    do {
        once();
        count += documents;
        elapsed = Number(process.hrtime.bigint() - start);
    } while (elapsed < ms * 1e6);
    return elapsed / count;
}

function say(set, peer, metric, value, fitting) {
    console.log([set.name, peer, metric, value.toFixed(1), fitting].join('\t'));
}

function measure(set, { peer, validators }, ms, round) {
    const { values, texts } = set;
    let fitting = 0;
    const judge = () => {
        fitting = 0;
        for (let i = 0; i < values.length; i++)
            fitting += validators[i](values[i]) ? 1 : 0;
    };
    const read = () => {
        fitting = 0;
        for (let i = 0; i < texts.length; i++)
            fitting += validators[i](JSON.parse(texts[i])) ? 1 : 0;
    };

    if (round === 0)
        nanoseconds(judge, values.length, 2 * ms); /* warm-up */
    say(set, peer.name, 'judging', nanoseconds(judge, values.length, ms), fitting);
    say(set, peer.name, 'reading and judging', nanoseconds(read, values.length, ms), fitting);
    if (round < COMPILE_ROUNDS)
        say(set, peer.name, 'compiling',
            nanoseconds(() => peer.compile(set.schema, false), 1, 0), 0);
}

/* Blaze prints the time of each instance; it has no figure for reading them. The whole schema, for
   it takes no other. It crashes on one of Stripe's documents: then nothing is said. */
function measureBlaze(set) {
    const { stdout } = spawnSync(blaze, ['validate', set.schemaFile, set.instanceFile, '--fast',
                                         '--benchmark', '--loop', '20'],
                                 { encoding: 'utf8', maxBuffer: 1 << 26 });
    const times = [...stdout.matchAll(/: (PASS|FAIL) ([0-9.]+) \+-/g)];

    if (times.length)
        say(set, 'blaze', 'judging', times.reduce((sum, t) => sum + t[2] * 1000, 0) / times.length,
            times.filter(t => t[1] === 'PASS').length);
}

/* ---- the conversation ---- */

const sets = [];
let announced = false, round = 0;

if (!existsSync(blaze))
    console.log('absent\t@sourcemeta/jsonschema');
for await (const line of createInterface({ input: process.stdin })) {
    if (!announced && line) {
        sets.push(line.split('\t'));
        continue;
    }
    if (!announced) {
        announced = true;
        sets.forEach((row, i) => { sets[i] = prepare(row); });
        console.log('end');
        continue;
    }
    for (const set of sets) {
        for (const run of set.runs)
            measure(set, run, Number(line), round);
        if (existsSync(blaze))
            measureBlaze(set);
    }
    round++;
    console.log('end');
}
