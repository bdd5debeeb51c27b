// ajv.cjs SCHEMA FILE...: does each file follow the JSON Schema? Of an .ndjson file, each line.
const fs = require('fs');
const path = require('path');
const load = name => require(path.join(process.env.MODULES, name));

const [schemaFile, ...files] = process.argv.slice(2);
const schema = JSON.parse(fs.readFileSync(schemaFile));
const is2020 = /2020-12/.test(schema.$schema || '');
const Ajv = load(is2020 ? 'ajv/dist/2020' : 'ajv').default;
const ajv = new Ajv({ strict: false, allErrors: true });
load('ajv-formats').default(ajv);
const folder = path.dirname(schemaFile);
for (const other of fs.readdirSync(folder))
  if (other.endsWith('.schema.json') && other !== path.basename(schemaFile)) {
    const read = JSON.parse(fs.readFileSync(path.join(folder, other)));
    if (read.$schema === schema.$schema) ajv.addSchema(read, other);
  }
const validate = ajv.compile(schema);

let bad = 0;
for (const file of files) {
  const text = fs.readFileSync(file, 'utf8');
  const lines = file.endsWith('.ndjson') ? text.split('\n').slice(0, -1) : [text];
  lines.forEach((line, number) => {
    try {
      if (validate(JSON.parse(line))) return;
      console.log(`${file}:${number + 1}:`, JSON.stringify(validate.errors.slice(0, 3)));
    } catch (error) {
      console.log(`${file}:${number + 1}: ${error.message}`);
    }
    bad++;
  });
  if (file.endsWith('.ndjson') && !/"event":"end"/.test(lines.at(-1) || '')) {
    console.log(`${file}: the trailer is missing`);
    bad++;
  }
}
process.exit(bad ? 1 : 0);
