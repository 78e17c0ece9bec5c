#!/bin/sh
# Installs from the disk image in `dist` as a person does, asks the installed program whether it does its job, and removes
# it again. For a computer that may be changed. Any step that fails ends it.
set -eu
image=$(echo dist/earshot-*.dmg)
place=$HOME/Applications
disk=$(mktemp -d)
history=$(mktemp -d)

(cd dist && shasum -a 256 -c SHA256SUMS-macos)
hdiutil attach -nobrowse -readonly -mountpoint "$disk" "$image"
mkdir -p "$place"
ditto "$disk/Earshot.app" "$place/Earshot.app"
hdiutil detach "$disk"

program=$place/Earshot.app/Contents/MacOS/earshot
codesign --verify --deep --strict "$place/Earshot.app"
codesign --display --entitlements - "$place/Earshot.app" 2>/dev/null | grep -q com.apple.security.device.audio-input
plutil -lint "$place/Earshot.app/Contents/Info.plist"
plutil -extract NSMicrophoneUsageDescription raw "$place/Earshot.app/Contents/Info.plist"
"$program" self-test
"$program" learn --history "$history" --machine "Proof fan" resources/samples/healthy-*.wav
"$program" inspect --history "$history" --machine "Proof fan" --json resources/samples/later-healthy.wav

rm -r "$place/Earshot.app"
test -n "$(ls "$history")"
echo "Installed, asked and removed; the history is kept."
