// actions_core.mjs FILE...: each line is a command as GitHub's runner reads it, and the one that
// actions/toolkit writes of what it says; ten of a kind, the verdict last.
import fs from 'fs';
import path from 'path';
import { pathToFileURL } from 'url';

const core = await import(pathToFileURL(path.join(process.env.MODULES, '@actions/core/lib/core.js')));
const keys = { file: 'file', line: 'startLine', endLine: 'endLine', col: 'startColumn', endColumn: 'endColumn', title: 'title' };

// src/Runner.Common/ActionCommand.cs of actions/runner: the command ends at the next "::".
function read(line) {
  const end = line.indexOf('::', 2);
  if (!line.startsWith('::') || end < 0) throw new Error('no command');
  const [, name, properties] = /^(\S+)(?: (.*))?$/.exec(line.slice(2, end));
  return { name, data: line.slice(end + 2), properties: (properties || '').split(',').filter(Boolean).sort() };
}
const plain = text => text.replace(/%0D/g, '\r').replace(/%0A/g, '\n').replace(/%3A/g, ':').replace(/%2C/g, ',').replace(/%25/g, '%');
const plainData = text => text.replace(/%0D/g, '\r').replace(/%0A/g, '\n').replace(/%25/g, '%');

function written(command) {
  const write = process.stdout.write;
  const given = {};
  let text = '';
  for (const property of command.properties) {
    const [key, ...value] = property.split('=');
    if (!keys[key]) throw new Error(`the property ${key}`);
    given[keys[key]] = plain(value.join('='));
  }
  process.stdout.write = piece => ((text += piece), true);
  core[command.name](plainData(command.data), given);
  process.stdout.write = write;
  return text;
}

let bad = 0;
for (const file of process.argv.slice(2)) {
  const lines = fs.readFileSync(file, 'utf8').split('\n');
  const counts = {};
  const complain = (number, what) => (bad++, console.log(`${file}:${number}: ${what}`));
  if (lines.pop() !== '' || !lines.at(-1).startsWith('::notice title=oasdrift::')) complain(lines.length, 'the verdict is missing');
  lines.forEach((line, number) => {
    try {
      const command = read(line);
      counts[command.name] = (counts[command.name] || 0) + 1;
      if (!['error', 'warning', 'notice'].includes(command.name)) complain(number + 1, command.name);
      else if (JSON.stringify(read(written(command).replace(/\r?\n$/, ''))) !== JSON.stringify(command)) complain(number + 1, 'the toolkit writes it otherwise');
    } catch (error) {
      complain(number + 1, error.message);
    }
  });
  for (const [name, count] of Object.entries(counts)) if (count > 10) complain(0, `${count} of ${name}`);
}
process.exit(bad ? 1 : 0);
