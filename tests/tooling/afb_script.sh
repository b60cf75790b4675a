#!/usr/bin/env bash
# The one script explains itself, refuses what it does not know, and installs nothing that has no name in cmake/packages.txt.
set -euo pipefail
fail() { echo "FAIL: $*" >&2; exit 1; }

bash -n afb
help=$(./afb --help)
for command in run test build setup check fmt bench relevance coverage; do
    grep -q "^  $command " <<<"$help" || fail "./afb --help does not name $command"
    ./afb $command --help | head -n 1 | grep -q "^usage: ./afb $command" || fail "./afb $command --help"
done

code=0; ./afb nonsense 2>/dev/null || code=$?
[ $code = 2 ] || fail "an unknown command exits $code, not 2"
code=0; ./afb >/dev/null 2>&1 || code=$?
[ $code = 2 ] || fail "no command exits $code, not 2"

grep -q 'afb test' .ci/run || fail ".ci/run does not call ./afb test"
for command in 'afb run' 'afb test'; do grep -q "$command" README.md || fail "README.md does not name ./$command"; done
echo ok
