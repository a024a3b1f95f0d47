#!/usr/bin/env bash
# Opens the disk image that was built, and uses the app from a copy of it.
#
#     bash packaging/macos/try.sh FOLDER
set -euo pipefail

image=$(ls "$(cd "$1" && pwd)"/*.dmg)
place=$(mktemp -d)
clean_up() {
    hdiutil detach "$place/image" >/dev/null 2>&1 || true
    rm -rf "$place"
}
trap clean_up EXIT

echo "== the image"
mkdir "$place/image"
hdiutil attach "$image" -nobrowse -readonly -mountpoint "$place/image"
ditto "$place/image/Scroblarr.app" "$place/Scroblarr.app"
codesign --verify --strict --verbose=2 "$place/Scroblarr.app"
plist="$place/Scroblarr.app/Contents/Info.plist"
plutil -lint "$plist"
for key in LSUIElement LSAppNapIsDisabled NSHighResolutionCapable; do
    test "$(plutil -extract "$key" raw "$plist")" = true
done
plutil -extract NSLocalNetworkUsageDescription raw "$plist"

echo "== the program"
program="$place/Scroblarr.app/Contents/MacOS/Scroblarr"
test "$(lipo -archs "$program")" = arm64
"$program" --self-test
"$program" --data-dir "$place/data" --port 24199 --minimized &
for _ in $(seq 100); do curl -fsS http://127.0.0.1:24199/healthz && break; sleep 0.3; done
curl -fsS http://127.0.0.1:24199/healthz
"$program" --data-dir "$place/data" --quit
echo "The image can be opened and the app used."
