/* peer_faker.mjs LINES...: what json-schema-faker makes for the schemas of lines of witness-measure:
   VALUES (5) of each, within SECONDS (6). Prints a line like theirs, with `tool` and answer "value",
   "error" or "timeout"; it never says "none". Times and seconds are of the processor, the first value
   with all that comes before. */
import { fork } from 'node:child_process';
import { createReadStream, readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const VALUES = 5, SECONDS = 6;
const files = new Map();

function read(file) {
    if (!files.has(file))
        files.set(file, JSON.parse(readFileSync(file, 'utf8')));
    return files.get(file);
}

/* The schema as a document of its own; one of a description has its named ones beside it. */
function schemaOf(line) {
    const described = line.dialect.startsWith('oas');
    const root = read(described ? `${line.file}.schemas` : line.file);
    const schema = line.terms[0][1].split('/').slice(1).reduce(
        (node, token) => node[token.replace(/~1/g, '/').replace(/~0/g, '~')], root);

    return described ? { ...schema, components: root.components, definitions: root.definitions } : schema;
}

const microseconds = start => { const used = process.cpuUsage(start); return used.user + used.system; };

async function answer(line) {
    const { createGeneratorSync } = await import(
        `${process.env.WITNESS_PACKAGES}/node_modules/json-schema-faker/dist/index.js`);
    const schema = schemaOf(line), values = [];
    let start = process.cpuUsage(), first, next;

    try {
        const generator = createGeneratorSync({ seed: 1 });

        for (let i = 0; i < VALUES; i++) {
            values.push(generator.generate(schema));
            if (i === 0) {
                first = microseconds(start);
                start = process.cpuUsage();
            }
        }
        next = microseconds(start) / (VALUES - 1);
        if (values.some(value => JSON.stringify(value) === undefined))
            throw new Error('no JSON');
        return { answer: 'value', reason: '', first_us: first, next_us: next, values };
    } catch (error) {
        return { answer: 'error', reason: String(error.message).slice(0, 200), first_us: microseconds(start),
                 next_us: 0, values: [] };
    }
}

/* Of a process, as Linux tells it: the 14th and 15th field, in hundredths. */
function secondsOf(child) {
    const fields = readFileSync(`/proc/${child.pid}/stat`, 'utf8').split(' ');

    return (Number(fields[13]) + Number(fields[14])) / 100;
}

function asked(child, line) {
    return new Promise(resolve => {
        const start = secondsOf(child);
        const end = result => { clearInterval(timer); child.removeAllListeners(); resolve(result); };
        const timer = setInterval(() => {
            if (secondsOf(child) - start < SECONDS)
                return;
            child.kill('SIGKILL');
            end({ answer: 'timeout', reason: '', first_us: SECONDS * 1e6, next_us: 0, values: [] });
        }, 100);

        child.once('message', end);
        child.once('exit', () => end({ answer: 'error', reason: 'died', first_us: 0, next_us: 0, values: [] }));
        child.send(line);
    });
}

async function main(paths) {
    let child = null;

    for (const path of paths)
        for await (const text of createInterface({ input: createReadStream(path) })) {
            const { set, name, file, terms, dialect, formats, expected } = JSON.parse(text);

            if (!child || child.killed || child.exitCode !== null)
                child = fork(fileURLToPath(import.meta.url), ['--child'], { silent: true });
            console.log(JSON.stringify({ tool: 'json-schema-faker', set, name, file, terms, dialect, formats, expected,
                                         ...await asked(child, { file, terms, dialect }) }));
        }
    child?.kill();
}

if (process.argv[2] === '--child')
    process.on('message', async line => process.send(await answer(line)));
else
    await main(process.argv.slice(2));
