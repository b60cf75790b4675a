#!/usr/bin/env bash
# Measures the release program on generated records, over real HTTP: import, start-up, search, reads, memory.
#   service.sh PROGRAM GENERATOR [COUNT]        needs curl and wrk
# CPU is that of the whole server, a request; p50 and p99 are as one client sees them, each answer read whole.
set -euo pipefail
program=$1 generator=$2 count=${3:-100000}
command -v wrk >/dev/null || { echo "wrk is not installed (apt-get install wrk)" >&2; exit 1; }
work=$(mktemp -d)
server=
trap '[ -z "$server" ] || kill "$server" 2>/dev/null || true; wait 2>/dev/null || true; rm -rf "$work"' EXIT
seconds() { awk -v a="$1" -v b="$(date +%s.%N)" 'BEGIN { printf "%.2f", b - a }'; }

"$generator" "$count" >"$work/records.ndjson"
echo "records: $count ($(du -h "$work/records.ndjson" | cut -f1) of NDJSON)"
began=$(date +%s.%N)
/usr/bin/env time -f 'import: peak memory %M KB' "$program" import --data "$work/data" "$work/records.ndjson" 2>"$work/import.err" | tail -n 1
took=$(seconds "$began")
awk -v n="$count" -v t="$took" 'BEGIN { printf "import with index: %.1f s, %.0f records/s\n", t, n / t }'
grep 'peak memory' "$work/import.err" || true
du -sh "$work/data/afsprakenbank.db" "$work/data/index" | sed 's#'"$work"'/data/#size: #'

began=$(date +%s.%N)
"$program" serve --data "$work/data" --listen 127.0.0.1:0 --log-level warn >"$work/out" 2>"$work/err" &
server=$!
until grep -q '^listening' "$work/out"; do sleep 0.01; kill -0 $server || { cat "$work/err" >&2; exit 1; }; done
base=$(awk '{ print $3 }' "$work/out")
until curl -fs "$base/health/ready" >/dev/null; do sleep 0.01; done
echo "start-up to ready: $(seconds "$began") s"
memory() { awk '/^VmRSS/ { printf "%.0f MB", $2 / 1024 }' "/proc/$server/status"; }
echo "memory after start: $(memory)"

id=$(curl -fs "$base/v1/agreements?pageSize=10" | grep -o '"id":"[^"]*"' | head -n 1 | cut -d'"' -f4)
queries=(stagevergoeding+rotterdam begeleiding+zwolle convenant+werkplekleren afspraak+kwaliteit+leiden reiskostenvergoeding)
ticks() { awk '{ sub(/^.*\) /, ""); print $12 + $13 }' "/proc/$server/stat"; }
one_client() { # label, url...
    local label=$1 before
    shift
    before=$(ticks)
    printf '%s\n' "$@" | sed 's/.*/url = "&"\noutput = "\/dev\/null"/' >"$work/curl"
    curl -fs -K "$work/curl" -w '%{time_total}\n' | sort -n >"$work/times"
    awk -v label="$label" -v ticks="$(($(ticks) - before))" -v hertz="$(getconf CLK_TCK)" '
        { t[NR] = $1 * 1000 } END { printf "%s: p50 %.1f ms, p99 %.1f ms, CPU %.1f ms (%d requests, one client)\n", label, t[int((NR + 1) / 2)], t[int(NR * 0.99)], ticks * 1000 / hertz / NR, NR }' "$work/times"
}
urls=() plain=() lists=()
for i in $(seq 1 100); do
    urls+=("$base/v1/search?q=${queries[$((i % 5))]}&pageNumber=$((1 + i % 3))")
    plain+=("$base/v1/agreements/$id")
    lists+=("$base/v1/stagevergoedingen?sector=vo&programme=pabo&pageNumber=$((1 + i % 9))")
done
one_client "search with snippets and facets" "${urls[@]}"
one_client "read" "${plain[@]}"
one_client "filtered list" "${lists[@]}"
insights=$base/v1/insights
repeated() { # label, url: the same answer, made a hundred times
    local many=()
    for i in $(seq 1 100); do many+=("$2"); done
    one_client "$1" "${many[@]}"
}
repeated "distribution by region, unfiltered" "$insights/stagevergoedingen?groupBy=onderwijsregio&daysPerWeek=2"
repeated "distribution by region, every answer listing nothing" "$insights/stagevergoedingen?groupBy=onderwijsregio&listed=0"
repeated "distribution, two words and three filters" "$insights/stagevergoedingen?q=stagevergoeding+rotterdam&sector=vo&programme=pabo&studyYear=3&groupBy=onderwijsregio"
repeated "payment routes" "$insights/payment-routes"
repeated "boundaries" "$insights/boundaries"
repeated "attention" "$insights/attention"
repeated "attention, a reason and two filters" "$insights/attention?reason=missingBasis&sector=vo&programme=pabo"
report() { awk -v label="$1" '/Requests\/sec/ { r = $2 } /Latency/ && !l { l = $2 } /Non-2xx/ { bad = $0 } END { printf "%s, 32 connections: %s/s (mean %s)%s\n", label, r, l, bad }'; }
wrk -t2 -c32 -d5s "$base/v1/agreements/$id" | report "reads"
wrk -t2 -c32 -d5s "$base/v1/search?q=stagevergoeding+rotterdam" | report "searches"
wrk -t2 -c32 -d5s "$base/v1/stagevergoedingen?sector=vo" | report "filtered lists"
echo "memory after: $(memory)"
kill -TERM $server
wait $server
server=
echo "program: $(du -h "$program" | cut -f1)"
