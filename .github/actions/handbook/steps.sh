#!/usr/bin/env bash
# The steps of the action. Inputs come as variables, never as text inside a script.
set -euo pipefail

# The newest release is the one to which its address redirects.
release() {
  local version=${VERSION#v}
  if [ -z "$version" ]; then
    local address
    address=$(curl --fail --silent --show-error --location --output /dev/null \
      --write-out '%{url_effective}' "$RELEASES/latest")
    version=${address##*/v}
  fi
  echo "version=$version" >>"$GITHUB_OUTPUT"
}

install() {
  if [ ! -x "$TO/handbook" ]; then
    "$(dirname "$0")/../../release/install.sh" --from "$RELEASES" --version "$VERSION" --to "$TO"
  fi
  echo "$TO" >>"$GITHUB_PATH"
}

# On a pull request: what it touches. Elsewhere, or where the base was not fetched: everything.
check() {
  local since=()
  if [ -n "${BASE:-}" ]; then
    git -C "$DIR" cat-file -e "$BASE^{commit}" 2>/dev/null ||
      git -C "$DIR" fetch --quiet --no-tags --depth=1 origin "$BASE" || true
    if git -C "$DIR" cat-file -e "$BASE^{commit}" 2>/dev/null; then since=(--changed-since "$BASE"); fi
  fi
  local sarif="${RUNNER_TEMP:-/tmp}/handbook.sarif" code=0
  handbook check "$DIR" --format sarif --fail-on error >"$sarif" || true
  echo "sarif=$sarif" >>"$GITHUB_OUTPUT"
  handbook check "$DIR" --format github --fail-on "$FAIL_ON" "${since[@]}" || code=$?
  return "$code"
}

build() {
  local url=()
  if [ -n "${BASE_URL:-}" ]; then url=(--base-url "$BASE_URL"); fi
  handbook build "$DIR" --dest "$DEST" "${url[@]}"
}

case "${1:-}" in
  release | install | check | build) "$1" ;;
  *) echo "usage: steps.sh release|install|check|build" >&2; exit 2 ;;
esac
