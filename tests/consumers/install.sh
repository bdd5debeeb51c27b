#!/bin/sh
# install.sh FOLDER: the consumers that come from npm (package-lock.json) and pip (requirements.txt) into
# FOLDER, once. What cannot be had is said; run.sh skips what needs it. Commands such as promtool come with
# `make deps-consumers`.
here=$(realpath "$(dirname "$0")")
mkdir -p "$1" && cd "$1" || exit 1

if [ ! node_modules/.package-lock.json -nt "$here/package-lock.json" ]; then
    cp "$here/package.json" "$here/package-lock.json" .
    if ! command -v npm > /dev/null 2>&1; then
        echo "consumers: none of npm's (no npm)"
    elif npm ci --ignore-scripts --no-audit --no-fund --silent > npm.log 2>&1; then
        # a script that is not run would do this
        chmod u+x node_modules/@microsoft/sarif-multitool-linux/Sarif.Multitool
    else
        echo "consumers: none of npm's (npm ci failed: $PWD/npm.log)"
    fi
fi
if ! cmp -s requirements.txt "$here/requirements.txt"; then
    if ! command -v python3 > /dev/null 2>&1; then
        echo "consumers: none of pip's (no python3)"
    elif python3 -m venv venv > pip.log 2>&1 && venv/bin/pip install -q -r "$here/requirements.txt" >> pip.log 2>&1; then
        cp "$here/requirements.txt" .
    else
        echo "consumers: none of pip's (pip failed: $PWD/pip.log)"
    fi
fi
exit 0
