#!/usr/bin/env bash
# usage: tests/web/run.sh BINARY
#
# The pages in a real browser (Debian's chromium): strict policy with no reports, axe without findings, no request to another host.
set -euo pipefail

fail() { printf 'web: %s\n' "$*" >&2; exit 1; }

[ $# -eq 1 ] || { printf 'usage: %s BINARY\n' "$0" >&2; exit 2; }
AFB_BINARY=$(realpath "$1")
cd "$(dirname "$(realpath "${BASH_SOURCE[0]}")")"
[ -x "$AFB_BINARY" ] || fail "no program at $AFB_BINARY"
command -v node >/dev/null || fail "node is not installed (Debian: apt install nodejs npm, or ./afb setup test)"
[ -d node_modules/playwright-core ] || fail "the test tools are not installed. Run: (cd tests/web && npm ci)   or: ./afb setup test"
AFB_CHROMIUM=${AFB_CHROMIUM:-$(command -v chromium || true)}
[ -n "$AFB_CHROMIUM" ] || fail "chromium is not installed (Debian: apt install chromium, or ./afb setup test)"
export AFB_BINARY AFB_CHROMIUM
exec node --test *.test.mjs
