#!/bin/sh
# deps.sh COMMANDS MODULES PACKAGES: when one of the commands or pkg-config modules is missing,
# installs the packages through apt-get.
set -u
commands=$1 modules=$2 packages=$3

missing=
for command in $commands; do
    command -v "$command" >/dev/null 2>&1 || missing="$missing $command"
done
if command -v pkg-config >/dev/null 2>&1; then
    for module in $modules; do
        pkg-config --exists "$module" || missing="$missing $module"
    done
fi
# The libraries that clang links for fuzzing are a package of their own.
case " $commands " in
*" clang "*)
    ls "$(clang -print-resource-dir 2>/dev/null)"/lib/*/libclang_rt.fuzzer* >/dev/null 2>&1 ||
        missing="$missing libclang_rt.fuzzer"
    ;;
esac
[ -n "$missing" ] || exit 0

echo "missing:$missing; installing: $packages"
if ! command -v apt-get >/dev/null 2>&1; then
    echo "deps: this system has no apt-get; install by hand what these Debian packages hold: $packages" >&2
    exit 1
fi
run=
if [ "$(id -u)" -ne 0 ]; then
    if ! command -v sudo >/dev/null 2>&1; then
        echo "deps: not root and no sudo; ask an administrator for: apt-get install $packages" >&2
        exit 1
    fi
    run=sudo
fi
export DEBIAN_FRONTEND=noninteractive
install() { $run env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $packages >/dev/null; }
{ $run apt-get update -qq && install; } ||
    { echo "deps: apt-get could not install: $packages" >&2; exit 1; }
