#!/bin/sh
# install_peers.sh: the peers of the benches, from npm into tests/bench/node_modules, once.
cd "$(dirname "$0")" || exit 1
[ node_modules/.package-lock.json -nt package-lock.json ] && exit 0
command -v npm > /dev/null 2>&1 || { echo "peers: absent (no npm)"; exit 0; }
npm ci --ignore-scripts --no-audit --no-fund --silent > /dev/null ||
    echo "peers: absent (npm ci failed)"
