#!/usr/bin/env bash
# The documents keep up with the tree: links lead somewhere, every folder is on the map, every record kind is in the glossary, every decision
# has the parts it should have, and nothing of one particular machine stands in the project.
set -euo pipefail
failed=0
fail() { echo "FAIL: $*" >&2; failed=1; }

documents=$(find . -name '*.md' -not -path '*/node_modules/*' -not -path './build/*' -not -path './.git/*')
for document in $documents; do
    while read -r target; do
        case $target in http*:* | '#'* | mailto:*) continue ;; esac
        [ -e "$(dirname "$document")/${target%%#*}" ] || fail "$document: link to $target leads nowhere"
    done < <(grep -oE '\]\([^) ]+\)' "$document" | sed -E 's/^\]\(//; s/\)$//')
done

for folder in schema/records schema/vocabularies schema/migrations schema/starter indexer $(find service -mindepth 1 -maxdepth 1 -type d) api-docs tests; do
    grep -q "\`$folder" ARCHITECTURE.md || fail "ARCHITECTURE.md does not name $folder"
done
for schema in schema/records/*.schema.json; do
    kind=$(basename "$schema" .schema.json)
    [ "$kind" = common ] || grep -q "\`$kind\`" docs/glossary.md || fail "docs/glossary.md has no row for $kind"
done
for record in docs/adr/[0-9]*.md; do
    for part in Context Choice Consequence 'What would change our mind'; do
        grep -qE "^#+ $part" "$record" || fail "$record has no part \"$part\""
    done
done
grep -qE '^## \[[0-9]+\.[0-9]+\.[0-9]+\]' CHANGELOG.md || fail "CHANGELOG.md names no version"
version=$(sed -nE 's/^project\(afsprakenbank VERSION ([0-9.]+).*/\1/p' CMakeLists.txt)
grep -qF "[$version]" CHANGELOG.md || fail "CHANGELOG.md does not name version $version"
head -n 1 LICENSE | grep -qi 'european union public licence' || fail "LICENSE is not the EUPL"

[ $failed = 0 ] || exit 1
echo ok
