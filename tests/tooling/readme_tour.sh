#!/usr/bin/env bash
# Runs the README's curl tour, command by command, against the real program with the starter collection, and holds each answer against what
# stands in the comment above its block: <!-- tour: TEXT | TEXT --> (white space in JSON does not count).
set -euo pipefail
fail() { echo "FAIL: $*" >&2; exit 1; }

program=${AFB_BINARY:-$PWD/build/release/afsprakenbank}
[ -x "$program" ] || fail "no program at $program"
folder=$(mktemp -d)
server=0
stop() { [ $server = 0 ] || { kill "$server" 2>/dev/null && wait "$server" || true; }; rm -rf "$folder"; }
trap stop EXIT

"$program" import --data "$folder/data" --starter >"$folder/import" 2>&1 || { tail -n 20 "$folder/import"; fail "the starter collection does not load"; }
"$program" serve --data "$folder/data" --listen 127.0.0.1:0 >"$folder/log" 2>&1 &
server=$!
base=
for _ in $(seq 600); do  # the server says where it listens
    base=$(grep -oE 'http://127\.0\.0\.1:[0-9]+' "$folder/log" | head -n 1 || true)
    if [ -n "$base" ] && "$program" healthcheck --url "$base/health/ready" >/dev/null 2>&1; then break; fi
    kill -0 $server 2>/dev/null || { cat "$folder/log"; fail "the server ended"; }
    sleep 0.1
done
[ -n "$base" ] || { cat "$folder/log"; fail "the server says no address"; }

# Blocks as files: NN.sh and NN.expect.
awk -v to="$folder" '
    /^<!-- tour/ { n++; e = $0; sub(/^<!-- tour:? ?/, "", e); sub(/ ?-->$/, "", e); name = sprintf("%s/%02d", to, n); print e >(name ".expect"); wait = 1; next }
    wait && /^```sh/ { wait = 0; inside = 1; next }
    inside && /^```/ { inside = 0; next }
    inside { print >(name ".sh") }' README.md

count=0 failed=0
for block in "$folder"/*.sh; do
    count=$((count + 1))
    sed -i -e "s#http://127.0.0.1:8080#$base#g" -e "s#build/release/afsprakenbank#$program#g" -e "s#--data data#--data $folder/data#g" "$block"
    # shellcheck disable=SC1090
    . "$block" >"$folder/answer" 2>&1 || { echo "-- fails: $(cat "$block")"; failed=1; }
    tr -d ' \n\r' <"$folder/answer" >"$folder/flat"
    while read -r text; do
        text=${text// /}
        [ -z "$text" ] || grep -qF -- "$text" "$folder/flat" || { echo "-- no $text in the answer to: $(cat "$block")"; head -c 2000 "$folder/answer"; echo; failed=1; }
    done < <(tr '|' '\n' <"${block%.sh}.expect")
done
[ $count -ge 10 ] || fail "only $count commands found in README.md"
[ $failed = 0 ] || fail "the tour does not hold"
echo "ok: $count commands"
