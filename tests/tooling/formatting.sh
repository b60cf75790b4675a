#!/usr/bin/env bash
# The sources are formatted as .clang-format says. Skipped where clang-format is not installed (./afb setup develop brings it).
set -euo pipefail
command -v clang-format >/dev/null || { echo "clang-format is not installed: skipped"; exit 77; }
mapfile -t sources < <(find schema indexer service tests cmake -name node_modules -prune -o \( -name '*.cpp' -o -name '*.hpp' \) -print)
clang-format --dry-run -Werror "${sources[@]}"
echo "ok: ${#sources[@]} files"
