/* schemas_of.mjs DESCRIPTION.json...: writes DESCRIPTION.json.schemas for each, where its schemas
   stand in the same places and say the same in JSON Schema, for who knows no OpenAPI: draft 4 for 2.0 and
   3.0, 2020-12 for 3.1 and 3.2. Nothing else of the description is left, for what stands in examples
   would be taken for identifiers. */
import { readFileSync, writeFileSync } from 'node:fs';

const LISTS = ['allOf', 'anyOf', 'oneOf', 'prefixItems'];
const MAPS = ['properties', 'patternProperties', 'definitions', '$defs', 'dependentSchemas'];
const ONES = ['items', 'additionalProperties', 'not', 'if', 'then', 'else', 'contains', 'propertyNames',
              'unevaluatedProperties', 'unevaluatedItems'];
const PLAIN = ['type', 'enum', 'const', 'multipleOf', 'maximum', 'exclusiveMaximum', 'minimum',
               'exclusiveMinimum', 'maxLength', 'minLength', 'pattern', 'maxItems', 'minItems', 'uniqueItems',
               'maxContains', 'minContains', 'maxProperties', 'minProperties', 'required', 'dependentRequired',
               'format', '$ref', '$id', '$anchor', '$dynamicRef', '$dynamicAnchor'];
const COMBINED = ['allOf', 'anyOf', 'oneOf'];
const isObject = node => node !== null && typeof node === 'object' && !Array.isArray(node);
const isContainer = node => node !== null && typeof node === 'object';
const mapped = (object, make) =>
    Object.fromEntries(Object.entries(object).map(([key, value]) => [key, make(value)]));

/* OpenAPI 3.0.3: `nullable` adds null to `type`; beside a combination it is read as
   letting null pass that (schema/compile_logic.c). */
function letNullPass(schema) {
    const passing = [];

    if (schema.type !== undefined)
        schema.type = [].concat(schema.type, 'null');
    for (const keyword of COMBINED)
        if (schema[keyword]) {
            passing.push({ anyOf: [{ type: 'null' }, { [keyword]: schema[keyword] }] });
            delete schema[keyword];
        }
    if (passing.length)
        schema.allOf = passing;
}

function schemaOf(node, old) {
    const schema = {};

    if (!isObject(node))
        return node;
    if (old && typeof node.$ref === 'string')
        return { $ref: node.$ref };
    for (const [keyword, value] of Object.entries(node))
        if (ONES.includes(keyword))
            schema[keyword] = schemaOf(value, old);
        else if (LISTS.includes(keyword) && Array.isArray(value))
            schema[keyword] = value.map(item => schemaOf(item, old));
        else if (MAPS.includes(keyword) && isObject(value))
            schema[keyword] = mapped(value, each => schemaOf(each, old));
        else if (PLAIN.includes(keyword) && !(keyword === 'required' && !Array.isArray(value)))
            schema[keyword] = value;
    if (old && (node.nullable === true || node['x-nullable'] === true))
        letNullPass(schema);
    return schema;
}

/* What is no schema keeps its shape: references lead through it. A parameter named id is left out, for
   ajv takes that for an identifier. */
function skeletonOf(node, old) {
    if (Array.isArray(node))
        return node.map(item => skeletonOf(item, old));
    if (!isObject(node))
        return null;
    return Object.fromEntries(
        Object.entries(node).filter(([key, value]) => isContainer(value) && key !== 'id')
            .map(([key, value]) => [key, key === 'schema' ? schemaOf(value, old) : skeletonOf(value, old)]));
}

for (const file of process.argv.slice(2)) {
    const root = JSON.parse(readFileSync(file, 'utf8'));
    const old = root.swagger !== undefined || String(root.openapi).startsWith('3.0');
    const named = schemas => mapped(schemas ?? {}, schema => schemaOf(schema, old));

    writeFileSync(`${file}.schemas`, JSON.stringify({
        components: { ...skeletonOf({ ...root.components, schemas: undefined }, old),
                      schemas: named(root.components?.schemas) },
        definitions: named(root.definitions), parameters: skeletonOf(root.parameters ?? {}, old),
        paths: skeletonOf(root.paths ?? {}, old) }));
}
