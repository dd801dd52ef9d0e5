#!/bin/sh
# Fetches pdfium.wasm from the npm registry again and prints its checksum, for
# the constant SHA256 in pdfium.go. Usage: refresh.sh [version]
set -eu
cd "$(dirname "$0")"
version=${1:-2.1.13}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
(cd "$dir" && npm pack --silent "@hyzyla/pdfium@$version" && tar -xzf hyzyla-pdfium-*.tgz)
cp "$dir/package/dist/pdfium.wasm" pdfium.wasm
cp "$dir/package/LICENSE.md" LICENSE.hyzyla-pdfium
chmod 644 pdfium.wasm LICENSE.hyzyla-pdfium
sha256sum pdfium.wasm
