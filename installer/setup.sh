#!/bin/sh
# Everything `make run` and `make test` need on a fresh Debian or Ubuntu, done once and then skipped:
# system libraries, a .venv, and the locked packages. Usage: installer/setup.sh run|test|training
set -eu
cd "$(dirname "$0")/.."
level=$1

# soname or command, then the package that brings it. Looked up by what is really there, since
# package names differ between releases (libglib2.0-0 and libglib2.0-0t64 bring the same library).
run_needs="libEGL.so.1:libegl1 libGL.so.1:libgl1 libxkbcommon.so.0:libxkbcommon0 libdbus-1.so.3:libdbus-1-3
libglib-2.0.so.0:libglib2.0-0 libfontconfig.so.1:libfontconfig1 libxcb-cursor.so.0:libxcb-cursor0
libxkbcommon-x11.so.0:libxkbcommon-x11-0 libxcb-icccm.so.4:libxcb-icccm4 libxcb-keysyms.so.1:libxcb-keysyms1
libxcb-shape.so.0:libxcb-shape0 libxcb-xkb.so.1:libxcb-xkb1 libportaudio.so.2:libportaudio2"
test_needs="Xvfb:xvfb xdotool:xdotool pulseaudio:pulseaudio paplay:pulseaudio-utils
libasound_module_pcm_pulse.so:libasound2-plugins pdftoppm:poppler-utils strace:strace xmessage:x11-utils"

have() {
    case $1 in
        libasound_module*) find /usr/lib -name "$1" 2>/dev/null | grep -q . ;;
        *.so*) { ldconfig -p 2>/dev/null || /sbin/ldconfig -p; } | grep -q "^[[:space:]]*$1 " ;;
        *) command -v "$1" >/dev/null 2>&1 ;;
    esac
}

find_python() {
    for name in python3.11 python3.12 python3.13 python3; do
        if command -v "$name" >/dev/null 2>&1 &&
            "$name" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 14))' 2>/dev/null; then
            echo "$name"
            return
        fi
    done
}

system_packages() {
    needs=$run_needs
    [ "$level" = run ] || needs="$run_needs $test_needs"
    missing=
    for need in $needs; do
        have "${need%%:*}" || missing="$missing ${need#*:}"
    done
    python=$(find_python)
    if [ -z "$python" ]; then
        missing="$missing python3 python3-venv"
    elif ! "$python" -c 'import venv, ensurepip' 2>/dev/null; then
        missing="$missing $(basename "$python")-venv"
    fi
    [ -n "$missing" ] || return 0
    as_root=
    if [ "$(id -u)" != 0 ]; then
        if command -v sudo >/dev/null 2>&1 && { sudo -n true 2>/dev/null || [ -t 0 ]; }; then as_root=sudo; else as_root=none; fi
    fi
    if [ "$as_root" = none ] || ! command -v apt-get >/dev/null 2>&1; then
        echo "Earshot needs these system packages; install them, then try again:$missing" >&2
        # Without a screen or a loudspeaker much still works, so only a missing Python stops us here.
        [ -n "$python" ] && "$python" -c 'import venv, ensurepip' 2>/dev/null || exit 1
        return 0
    fi
    echo "Installing system packages:$missing"
    $as_root apt-get -qq update
    # shellcheck disable=SC2086
    $as_root env DEBIAN_FRONTEND=noninteractive apt-get -qq install -y --no-install-recommends $missing >/dev/null
}

packages() {
    case $level in run) lock=app ;; test) lock=dev ;; training) lock=training ;; esac
    wanted=$(cat installer/requirements/uv.txt "installer/requirements/$lock.txt" | cksum)
    # A fuller environment serves the smaller levels too.
    for stamp in .venv/earshot-training .venv/earshot-test "$([ "$level" = run ] && echo .venv/earshot-run)"; do
        [ "$level" = training ] && [ "$stamp" != .venv/earshot-training ] && continue
        [ -n "$stamp" ] && [ -f "$stamp" ] && grep -qx "$lock $wanted" "$stamp" && return 0
    done
    [ -x .venv/bin/python ] && .venv/bin/python -m pip --version >/dev/null 2>&1 || {
        echo "Making .venv"
        rm -rf .venv
        "$(find_python)" -m venv .venv
    }
    echo "Installing the locked Python packages ($lock)"
    .venv/bin/python -m pip install -q --disable-pip-version-check --require-hashes -r installer/requirements/uv.txt
    # uv does not read pip's settings: where packages come from a mirror, pip itself still finds them.
    .venv/bin/uv pip install -q --python .venv/bin/python --require-hashes -r "installer/requirements/$lock.txt" ||
        .venv/bin/python -m pip install -q --disable-pip-version-check --require-hashes -r "installer/requirements/$lock.txt"
    if [ "$level" = training ]; then
        # From wherever pip is told to look, so that a CPU build at hand is taken; hence without a hash.
        .venv/bin/python -m pip install -q --disable-pip-version-check "torch==2.13.0"
    fi
    stamps "$level" > ".venv/earshot-$level"
}

stamps() {
    for lock in app dev training; do
        echo "$lock $(cat installer/requirements/uv.txt "installer/requirements/$lock.txt" | cksum)"
        case $1-$lock in run-app | test-dev) break ;; esac
    done
}

system_packages
packages
