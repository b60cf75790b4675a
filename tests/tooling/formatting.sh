#!/usr/bin/env bash
# The sources are formatted as .clang-format says. Skipped where clang-format is not installed (./afb setup develop brings it).
set -euo pipefail
command -v clang-format >/dev/null || { echo "clang-format is not installed: skipped"; exit 77; }
mapfile -t sources < <(find schema indexer service tests cmake -name node_modules -prune -o \( -name '*.cpp' -o -name '*.hpp' \) -print)
places=$(clang-format --dry-run "${sources[@]}" 2>&1 | sed -nE 's/^([^:]+):[0-9]+:[0-9]+: warning: code should be.*/\1/p' | sort | uniq -c)
[ -z "$places" ] || { echo "FAIL: not formatted (./afb fmt mends it), places per file:"; echo "$places"; exit 1; }
echo "ok: ${#sources[@]} files"
