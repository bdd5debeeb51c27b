#!/bin/sh
# install_peers.sh [FOLDER]: the peers of benches, from npm into FOLDER/node_modules, once. FOLDER is
# seen from this script's; none: this one.
cd "$(dirname "$0")/${1:-.}" || exit 1
[ node_modules/.package-lock.json -nt package-lock.json ] && exit 0
command -v npm > /dev/null 2>&1 || { echo "peers: absent (no npm)"; exit 0; }
npm ci --ignore-scripts --no-audit --no-fund --silent > /dev/null ||
    echo "peers: absent (npm ci failed)"
