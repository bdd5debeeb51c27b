#!/bin/sh
# install.sh FOLDER: who judges the values of `make witness`, and who makes some beside it, from npm
# (package-lock.json) and pip (requirements.txt) into FOLDER, once. What cannot be had is said.
here=$(realpath "$(dirname "$0")")
mkdir -p "$1/npm" && cd "$1" || exit 1

if [ ! npm/node_modules/.package-lock.json -nt "$here/package-lock.json" ]; then
    cp "$here/package.json" "$here/package-lock.json" npm/
    if ! command -v npm > /dev/null 2>&1; then
        echo "witness: none of npm's (no npm)"
    elif ! (cd npm && npm ci --ignore-scripts --no-audit --no-fund --silent > npm.log 2>&1); then
        echo "witness: none of npm's (npm ci failed: $PWD/npm/npm.log)"
    fi
fi
if ! cmp -s requirements.txt "$here/requirements.txt"; then
    if ! command -v python3 > /dev/null 2>&1; then
        echo "witness: none of pip's (no python3)"
    elif python3 -m venv venv > pip.log 2>&1 && venv/bin/pip install -q -r "$here/requirements.txt" >> pip.log 2>&1; then
        cp "$here/requirements.txt" .
    else
        echo "witness: none of pip's (pip failed: $PWD/pip.log)"
    fi
fi
exit 0
