// random_patterns.mjs COUNT SEED: random ECMA-262 patterns with random texts, and what this engine
// says of them, one JSON object a line: {"pattern", "valid", "texts": [{"text", "matches"}]}.
// diff_pattern.c holds ours against it.
import vm from 'node:vm';

const count = Number(process.argv[2]);
let state = Number(process.argv[3]) | 0;

// xorshift32: the same numbers on every machine
function random(below) {
  state ^= state << 13;
  state ^= state >>> 17;
  state ^= state << 5;
  return (state >>> 0) % below;
}
const chance = (percent) => random(100) < percent;
const pick = (list) => list[random(list.length)];

const characters = [...'aabbcAZ09_- .,:/é\u00a0\u2028\n😀\u0301中'];
const escapes = ['\\d', '\\D', '\\w', '\\W', '\\s', '\\S', '\\t', '\\n', '\\x41', '\\u0061', '\\u{1F600}', '\\.',
  '\\/', '\\cJ', '\\0', '\\uD83D\\uDE00'];
const beyond = ['\\b', '\\B', '\\p{L}', '\\P{Lu}', '\\p{Script=Greek}', '(?<=a)', '(?<!b)', '(?<!\\d)', '(?<=[ab]\\d)',
  '\\1', '\\2', '(?<n>[ab])', '\\k<n>'];
const broken = ['\\a', '\\-', '{', '}', ']', '(?', 'a**', '[z-a]', '\\u{110000}', '\\k<a>', '(?i)', 'a{2,1}', '\\c'];
const ranges = ['a-z', 'A-Z', '0-9', '!-~', '\\x00-\\x1f', 'é-中', '\\u{1F300}-\\u{1F6FF}', '\\u0000-\\uffff', '\u2000-\u3000'];
const quantifiers = ['*', '+', '?', '*?', '+?', '??', '{2}', '{1,3}', '{0,2}', '{2,}', '{0}', '{0,12}'];

function characterClass() {
  let text = chance(35) ? '[^' : '[';
  for (let n = random(4); n > 0; n--) {
    const kind = random(10);
    if (kind < 4) text += pick(characters.filter((c) => c !== '-'));
    else if (kind < 7) text += pick(ranges);
    else if (kind < 9) text += pick(escapes);
    else text += pick(['.', '*', '(', '|', '^', '$', '\\b', '\\-']);
  }
  return text + ']';
}

function atom(depth) {
  const kind = random(100);
  if (kind < 35) return pick(characters).replace('.', '\\.').replace('/', '\\/');
  if (kind < 48) return pick(escapes);
  if (kind < 53) return '.';
  if (kind < 68) return characterClass();
  if (kind < 70) return pick(['^', '$']);
  if (kind < 74) return pick(beyond);
  if (kind < 75) return pick(broken);
  if (depth === 0) return pick(['a', 'b', '\\w', '[ab]']);
  if (kind < 84) return `(${alternatives(depth - 1)})`;
  if (kind < 94) return `(?:${alternatives(depth - 1)})`;
  return `${pick(['(?=', '(?!'])}${alternatives(depth - 1)})`;
}

function sequence(depth) {
  let text = '';
  for (let n = 1 + random(3); n > 0; n--) text += atom(depth) + (chance(35) ? pick(quantifiers) : '');
  return text;
}

function alternatives(depth) {
  let text = sequence(depth);
  while (chance(25)) text += `|${chance(90) ? sequence(depth) : ''}`;
  return text;
}

function pattern() {
  let text = alternatives(2);
  if (chance(25)) text = `${pick(['(?=', '(?!'])}${alternatives(1)})${text}`;
  if (chance(50)) text = `^${text}`;
  if (chance(40)) text += '$';
  return text;
}

function subject() {
  let text = '';
  for (let n = random(8); n > 0; n--) text += pick(characters);
  return chance(15) ? text + pick(['a', 'ab', 'é', '0']).repeat(40) : text;
}

// This engine backtracks: what takes it too long is left out. So is a match that it finds between the
// two halves of a surrogate pair, where the u flag has no place (ECMA-262 22.2.7.2: lastIndex goes by
// code points).
const judge = new vm.Script(`for (const row of texts) {
  const match = compiled.exec(row.text);
  row.at = match ? match.index : -1;
}`);
const world = vm.createContext({});
const isLow = (unit) => unit >= 0xdc00 && unit <= 0xdfff;
function judged(compiled, texts) {
  Object.assign(world, { compiled, texts });
  try {
    if (compiled) judge.runInContext(world, { timeout: 50 });
  } catch {
    // the rows so far count
  }
  return texts.filter((row) => 'at' in row && !isLow(row.text.charCodeAt(row.at)))
    .map((row) => ({ text: row.text, matches: row.at >= 0 }));
}

for (let i = 0; i < count; i++) {
  const text = pattern();
  let compiled = null;
  try {
    compiled = new RegExp(text, 'u');
  } catch {
    // no pattern
  }
  const texts = Array.from({ length: compiled ? 6 : 0 }, () => ({ text: subject() }));
  console.log(JSON.stringify({ pattern: text, valid: compiled !== null, texts: judged(compiled, texts) }));
}
