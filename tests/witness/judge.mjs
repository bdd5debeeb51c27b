/* judge.mjs PEER_FAULTS LINES.ndjson...: what ajv says of the values in lines of witness-measure.
   Writes into LINES.ajv a line of JSON for each of them that has values: set, name, judged, refused (how many), first (the
   first refused values with the reason), excused (how many it takes once the formats that PEER_FAULTS
   names take what they should), or `unable`: why it cannot judge. One draft is one ajv; what stands beside a $ref is
   ignored where the draft says so. Schemas of descriptions are read as schemas_of.mjs writes them. */
import { closeSync, createReadStream, openSync, readFileSync, writeSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createInterface } from 'node:readline';

/* Packages lie in a folder of the build, named by WITNESS_PACKAGES. */
const require = createRequire(`${process.env.WITNESS_PACKAGES}/`);
const Ajv = require('ajv').default;
const Ajv4 = require('ajv-draft-04').default;
const Ajv2019 = require('ajv/dist/2019').default;
const Ajv2020 = require('ajv/dist/2020').default;
const addFormats = require('ajv-formats').default;
const MAX_REFUSED = 3;

const classes = { draft4: Ajv4, draft6: Ajv, draft7: Ajv, '2019-09': Ajv2019, '2020-12': Ajv2020,
                  oas20: Ajv4, oas30: Ajv4, oas31: Ajv2020, oas32: Ajv2020 };
const oldDrafts = new Set(['draft4', 'draft6', 'draft7', 'oas20', 'oas30']);
const files = new Map(), descriptions = new Map();
const [faultFile, ...lineFiles] = process.argv.slice(2);
/* What a format of ajv's refuses and must not: [format, pattern]. */
const wrongFormats = readFileSync(faultFile, 'utf8').split('\n').filter(row => row.startsWith('ajv\tformat '))
    .map(row => row.split('\t')).map(([, format, pattern]) => [format.slice('format '.length), new RegExp(pattern)]);

function read(file) {
    if (!files.has(file))
        files.set(file, JSON.parse(readFileSync(file, 'utf8')));
    return files.get(file);
}

function resolve(root, pointer) {
    return pointer.split('/').slice(1).reduce(
        (node, token) => node[token.replace(/~1/g, '/').replace(/~0/g, '~')], root);
}

const isTaken = (format, text) =>
    format === true || (format instanceof RegExp ? format : { test: format.validate ?? format }).test(text);

/* They take what they should while `mending`. */
let mending = false;

function mendFormats(ajv) {
    for (const [name, pattern] of wrongFormats) {
        const format = ajv.formats[name];
        const taken = format?.validate instanceof RegExp ? format.validate : format;

        ajv.addFormat(name, { validate: text => isTaken(taken, text) || (mending && pattern.test(text)) });
    }
}

/* Meta-schemas are read where a schema may refer to them: that takes longest. */
function make({ dialect, formats }, unicode, meta) {
    const ajv = new classes[dialect]({ strict: false, logger: false, unicodeRegExp: unicode, meta,
                                       validateFormats: formats === 'on', validateSchema: false,
                                       ignoreKeywordsWithRef: oldDrafts.has(dialect),
                                       inlineRefs: false, code: { optimize: false } });

    if (formats === 'on') {
        addFormats(ajv);
        mendFormats(ajv);
    }
    if (dialect === 'draft6') {
        if (meta)
            ajv.addMetaSchema(require('ajv/dist/refs/json-schema-draft-06.json'));
        for (const keyword of ['if', 'then', 'else']) /* since draft 7 */
            ajv.removeKeyword(keyword);
    }
    return ajv;
}

/* ajv looks at `type` beside a $ref even where it ignores all else. */
function withoutTypesBesideReferences(node) {
    if (Array.isArray(node))
        return node.map(withoutTypesBesideReferences);
    if (node === null || typeof node !== 'object')
        return node;
    return Object.fromEntries(
        Object.entries(node)
            .filter(([key]) => !(key === 'type' && typeof node.$ref === 'string'))
            .map(([key, value]) => [key, withoutTypesBesideReferences(value)]));
}

/* One that keeps what it compiled: the schemas of a description refer to each other. */
function ofDescription(line, unicode) {
    const key = `${line.file} ${unicode} ${line.formats}`;

    if (!descriptions.has(key)) {
        const ajv = make(line, unicode, false);

        ajv.addSchema(read(`${line.file}.schemas`), 'description:root');
        descriptions.set(key, ajv);
    }
    return descriptions.get(key);
}

/* Schemas of lists are documents of their own; those of descriptions refer to their file. Each
   says its draft as ajv knows it, or nothing. */
function compileOne(line, pointer, unicode) {
    if (line.dialect.startsWith('oas')) {
        const reference = 'description:root#' + pointer.split('/').map(encodeURIComponent).join('/');
        const description = ofDescription(line, unicode);

        return description.getSchema(reference) ?? description.compile({ $ref: reference });
    }
    let schema = resolve(read(line.file), pointer);
    const ajv = make(line, unicode, JSON.stringify(schema).includes('json-schema.org'));

    if (oldDrafts.has(line.dialect))
        schema = withoutTypesBesideReferences(schema);
    if (schema.$schema)
        schema = Object.fromEntries(Object.entries(schema).filter(([key]) => key !== '$schema'));
    return ajv.compile(schema);
}

/* Patterns that are none with the u flag are read without. */
function compile(line, pointer) {
    try {
        return compileOne(line, pointer, true);
    } catch (error) {
        return compileOne(line, pointer, false);
    }
}

const refusing = (validators, value) =>
    validators.find(([sign, validate]) => validate(value) !== (sign === '+'));

function isExcused(validators, value) {
    mending = true;
    try {
        return !refusing(validators, value);
    } finally {
        mending = false;
    }
}

function judge(line) {
    const validators = line.terms.map(([sign, pointer]) => [sign, compile(line, pointer)]), refused = [];
    let excused = 0;

    for (const value of line.values) {
        const wrong = refusing(validators, value);
        const error = wrong?.[0] === '+' ? wrong[1].errors[0] : null;

        if (!wrong)
            continue;
        if (isExcused(validators, value)) {
            excused++;
            continue;
        }
        refused.push({ value: JSON.stringify(value).slice(0, 300),
                       why: error ? `${error.instancePath} ${error.keyword} ${error.message}`.slice(0, 200)
                                  : 'is valid' });
    }
    return { judged: line.values.length, refused: refused.length, excused, first: refused.slice(0, MAX_REFUSED) };
}

for (const file of lineFiles) {
    const out = openSync(file.replace(/ndjson$/, 'ajv'), 'w');

    for await (const text of createInterface({ input: createReadStream(file) })) {
        const line = JSON.parse(text);
        let result;

        if (!line.values.length)
            continue;
        try {
            result = judge(line);
        } catch (error) {
            result = { unable: String(error.message).slice(0, 200) };
        }
        writeSync(out, `${JSON.stringify({ set: line.set, name: line.name, ...result })}\n`);
    }
    closeSync(out);
}
