#!/usr/bin/env bash
# The packages have one home: cmake/packages.txt. Well formed, every name once, and no other file keeps a list of its own.
set -euo pipefail
fail() { echo "FAIL: $*" >&2; exit 1; }

names=$(grep -vE '^(#|\[|$)' cmake/packages.txt)
bad=$(grep -vE '^[a-z0-9][a-z0-9.+-]+$' <<<"$names" || true)
[ -z "$bad" ] || fail "not a package name: $bad"
twice=$(sort <<<"$names" | uniq -d)
[ -z "$twice" ] || fail "named twice: $twice"
for section in run build node test browser develop bench; do
    grep -qxF "[$section]" cmake/packages.txt || fail "section [$section] is missing"
done

# Whatever else installs packages reads them from there.
for name in $names; do
    case $name in ca-certificates | npm | nodejs | curl | cmake | clang* | g++ | ccache | chromium | sqlite3 | gcovr | wrk | time) continue ;; esac
    if grep -nE "(^|[ \t])$name([ \t\\\\]|$)" afb Dockerfile; then fail "$name is named outside cmake/packages.txt"; fi
done

# The libraries that the program loads are all in [run]: asked of the program itself, where it is built and dpkg can tell.
program=build/release/afsprakenbank
if [ -x $program ] && command -v dpkg-query >/dev/null; then
    run=$(awk '/^\[/ { on = ($1 == "[run]"); next } on && NF && !/^#/ { print $1 }' cmake/packages.txt)
    while read -r library; do
        package=$(dpkg-query -S "*/$(basename "$library")" 2>/dev/null | head -n 1 | cut -d : -f 1)
        case $package in libc6 | libgcc-s1 | libstdc++6 | '') continue ;; esac
        readelf -d $program | grep -q "NEEDED.*$(basename "$library")" || continue
        grep -qxF "$package" <<<"$run" || fail "$program loads $library of $package, which is not in [run]"
    done < <(ldd $program | awk '$3 ~ /^\// { print $3 }')
fi
echo ok
