/* judge.mjs LINES...: what ajv says of the values in lines of witness-measure. Prints a line of JSON
   for each of them that has values: set, name, judged, refused (the first refused values with the
   reason), or `unable`: why it cannot judge. One draft is one ajv; what stands beside a $ref is
   ignored where the draft says so. */
import { createReadStream, readFileSync } from 'node:fs';
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
                  oas31: Ajv2020, oas32: Ajv2020 };
const oldDrafts = new Set(['draft4', 'draft6', 'draft7']);
const files = new Map();

function read(file) {
    if (!files.has(file))
        files.set(file, JSON.parse(readFileSync(file, 'utf8')));
    return files.get(file);
}

function resolve(root, pointer) {
    return pointer.split('/').slice(1).reduce(
        (node, token) => node[token.replace(/~1/g, '/').replace(/~0/g, '~')], root);
}

function make(dialect, unicode, formats) {
    const ajv = new classes[dialect]({ strict: false, logger: false, unicodeRegExp: unicode,
                                       validateFormats: formats, validateSchema: false,
                                       ignoreKeywordsWithRef: oldDrafts.has(dialect) });

    if (formats)
        addFormats(ajv);
    if (dialect === 'draft6') {
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

/* Schemas of lists are documents of their own; those of descriptions refer to their file. Each
   says its draft as ajv knows it, or nothing. */
function compileOne(line, pointer, unicode) {
    const root = read(line.file);
    const ajv = make(line.dialect, unicode, line.formats === 'on');

    if (line.dialect.startsWith('oas')) {
        ajv.addSchema(root, 'description:root');
        return ajv.compile({ $ref: 'description:root#' + encodeURI(pointer) });
    }
    let schema = resolve(root, pointer);
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

function judge(line) {
    const validators = line.terms.map(([sign, pointer]) => [sign, compile(line, pointer)]);
    const refused = [];

    for (const value of line.values) {
        const wrong = validators.find(([sign, validate]) => validate(value) !== (sign === '+'));

        if (!wrong)
            continue;
        const error = wrong[0] === '+' ? wrong[1].errors[0] : null;

        refused.push({ value: JSON.stringify(value).slice(0, 300),
                       why: error ? `${error.instancePath} ${error.keyword} ${error.message}`.slice(0, 200)
                                  : 'is valid' });
    }
    return { judged: line.values.length, refused: refused.length, first: refused.slice(0, MAX_REFUSED) };
}

for (const file of process.argv.slice(2)) {
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
        console.log(JSON.stringify({ set: line.set, name: line.name, ...result }));
    }
}
