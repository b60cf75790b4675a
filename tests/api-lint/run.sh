#!/usr/bin/env bash
# usage: tests/api-lint/run.sh BINARY
#
# Has the program print its OpenAPI documents (3.0 and 3.1, Dutch and English) and holds them against Redocly's recommended-strict and against
# the Dutch government's rule sets for Spectral. One error or warning fails. The government's rule sets lie beside the project (../shared/lint)
# and are not ours to copy: where they are absent this says so, and Redocly still runs.
set -euo pipefail

fail() { printf 'api-lint: %s\n' "$*" >&2; exit 1; }

[ $# -eq 1 ] || { printf 'usage: %s BINARY\n' "$0" >&2; exit 2; }
binary=$(realpath "$1")
here=$(dirname "$(realpath "${BASH_SOURCE[0]}")")
rules=$here/../../../shared/lint
[ -x "$binary" ] || fail "no program at $binary"
command -v node >/dev/null || fail "node is not installed (Debian: apt install nodejs npm, or ./afb setup test)"
[ -d "$here/node_modules/@redocly/cli" ] && [ -d "$here/node_modules/@stoplight/spectral-cli" ] ||
    fail "the linters are not installed. Run: (cd tests/api-lint && npm ci)   or: ./afb setup test"

export REDOCLY_TELEMETRY=off REDOCLY_SUPPRESS_UPDATE_NOTICE=true NO_COLOR=1
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
for version in 3.0 3.1; do
    for language in nl en; do
        "$binary" openapi --version "$version" --lang "$language" >"openapi-$version-$language.json"
        [ -s "openapi-$version-$language.json" ] || fail "openapi --version $version --lang $language printed nothing"
    done
done

bad=0
# check NAME COMMAND...: the command says nothing when all is well.
check() {
    local name=$1
    shift
    if "$@" >output 2>&1; then
        printf 'ok      %s\n' "$name"
    else
        printf 'FAILED  %s\n' "$name"
        head -100 output
        bad=1
    fi
}

# Redocly's exit code is about errors only, so warnings are counted.
redocly() {
    node "$here/node_modules/@redocly/cli/bin/cli.js" lint --extends recommended-strict --format json "$1" >"report.json" 2>redocly.err ||
        { cat report.json redocly.err; return 1; }
    node -e '
        const { totals } = JSON.parse(require("fs").readFileSync("report.json", "utf8"));
        if (totals.errors + totals.warnings + totals.ignored > 0) process.exit(1);' || { cat report.json redocly.err; return 1; }
}

# Older Spectrals call a missing file clean; -s above makes sure that there is one.
spectral() { node "$here/node_modules/@stoplight/spectral-cli/dist/index.js" lint --fail-severity=warn --ruleset "$rules/$1" "$2"; }

for document in openapi-*.json; do
    check "Redocly recommended-strict   $document" redocly "$document"
    if [ -d "$rules" ]; then
        check "API Design Rules 2.2         $document" spectral adr-2.2.yaml "$document"
        case $document in
        openapi-3.0-*) check "API Design Rules 2.1         $document" spectral adr-2.1.yml "$document" ;;
        esac
    fi
done
[ -d "$rules" ] || printf 'skipped the API Design Rules: there is no %s\n' "$(realpath -m "$rules")"
exit "$bad"
