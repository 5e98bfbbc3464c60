#!/bin/sh
# Installs a released handbook: downloads the archive for this system, verifies its checksum, and
# copies one file. It changes nothing else.
#   install.sh [--from RELEASES] [--version VERSION] [--to FOLDER]
set -eu

# A release puts its own address here.
from="@RELEASES@"
version="@VERSION@"
to="${HOME:-}/.local/bin"

fail() { echo "install.sh: $1" >&2; exit 1; }

while [ $# -gt 0 ]; do
  case "$1" in
    --from) from=${2:?--from needs an address}; shift 2 ;;
    --version) version=${2:?--version needs a version}; shift 2 ;;
    --to) to=${2:?--to needs a folder}; shift 2 ;;
    *) fail "unknown option $1; known are --from, --version and --to" ;;
  esac
done
version=${version#v}
case "$from$version" in *@*) fail "name a release: --from RELEASES --version VERSION" ;; esac

case "$(uname -s)" in
  Linux) system=unknown-linux-musl ;;
  Darwin) system=apple-darwin ;;
  *) fail "there is no archive for $(uname -s); on Windows, use Scoop or the .zip of the release" ;;
esac
case "$(uname -m)" in
  x86_64 | amd64) machine=x86_64 ;;
  aarch64 | arm64) machine=aarch64 ;;
  *) fail "there is no archive for $(uname -m)" ;;
esac
name="handbook-$version-$machine-$system"

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
get() { curl --fail --silent --show-error --location --output "$work/$1" "$from/download/v$version/$1"; }
get "$name.tar.gz" || fail "$name.tar.gz cannot be downloaded from $from"
get SHA256SUMS || fail "SHA256SUMS cannot be downloaded from $from"

grep " $name.tar.gz\$" "$work/SHA256SUMS" >"$work/expected" || fail "SHA256SUMS does not list $name.tar.gz"
if command -v sha256sum >/dev/null 2>&1; then sum="sha256sum"; else sum="shasum -a 256"; fi
(cd "$work" && $sum -c expected >/dev/null 2>&1) || fail "$name.tar.gz is not the file that was released"

tar -xzf "$work/$name.tar.gz" -C "$work"
mkdir -p "$to"
cp "$work/$name/handbook" "$to/.handbook-new"
chmod 755 "$to/.handbook-new"
mv "$to/.handbook-new" "$to/handbook"
echo "installed $("$to/handbook" --version) in $to"
case ":$PATH:" in *":$to:"*) ;; *) echo "add $to to your PATH" ;; esac
