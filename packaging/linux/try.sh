#!/usr/bin/env bash
# Installs the package that was built, uses it as a person would, and removes it.
#
#     bash packaging/linux/try.sh FOLDER
#
# Needs lintian, desktop-file-utils, appstream, xvfb, openbox, trayer, x11-utils; sudo unless root.
set -euo pipefail

package=$(ls "$(cd "$1" && pwd)"/*.deb)
as_root() { if [ "$(id -u)" = 0 ]; then "$@"; else sudo "$@"; fi; }
data=$(mktemp -d)
processes=()
clean_up() {
    kill "${processes[@]}" 2>/dev/null || true
    rm -rf "$data"
}
trap clean_up EXIT

echo "== the package"
lintian --fail-on error --tag-display-limit 0 "$package"
as_root apt-get -q install -y --no-install-recommends "$package"
desktop-file-validate /usr/share/applications/scroblarr-desktop.desktop
appstreamcli validate --no-net /usr/share/metainfo/io.github.scroblarr.ScroblarrDesktop.metainfo.xml

echo "== the program"
scroblarr-desktop --self-test

echo "== the tray"
export DISPLAY=:77
Xvfb :77 -screen 0 1280x800x24 -nolisten tcp &
processes+=($!)
for _ in $(seq 50); do xdpyinfo >/dev/null 2>&1 && break; sleep 0.2; done
openbox & processes+=($!)
trayer & processes+=($!)
sleep 1
scroblarr-desktop --data-dir "$data" --port 24199 --minimized &
processes+=($!)
for _ in $(seq 150); do
    xwininfo -root -tree | grep -q '("scroblarr-desktop" "Scroblarr")' && break
    sleep 0.2
done
xwininfo -root -tree | grep '("scroblarr-desktop" "Scroblarr")'
scroblarr-desktop --data-dir "$data" --quit

echo "== the removal"
as_root apt-get -q remove -y scroblarr-desktop
test ! -e /usr/lib/scroblarr-desktop
test -e "$data/scroblarr.sqlite3"
echo "The package can be installed, used and removed."
