// V8's JSON.parse on the texts bench_json wrote; prints a line "NAME SPEED" for each, in MB/s.
// usage: node v8_json.js MILLISECONDS FILE... ; a file ending in .lines holds one message a line.
'use strict'
const fs = require('fs')
const path = require('path')

const roundMs = Number(process.argv[2])

function load(file) {
    const text = fs.readFileSync(file, 'utf8')
    return {
        name: path.basename(file),
        texts: file.endsWith('.lines') ? text.split('\n').filter((line) => line) : [text],
        bytes: fs.statSync(file).size,
    }
}

function speed(set) {
    let passes = 0
    let nodes = 0
    const start = process.hrtime.bigint()
    let elapsed = 0
    while (elapsed < roundMs * 1e6) {
        for (const text of set.texts) nodes += JSON.parse(text) === null ? 0 : 1
        passes++
        elapsed = Number(process.hrtime.bigint() - start)
    }
    return nodes > 0 ? (set.bytes * passes * 1e3) / elapsed : 0
}

for (const set of process.argv.slice(3).map(load)) {
    speed(set) // warm up
    console.log(`${set.name} ${speed(set).toFixed(1)}`)
}
