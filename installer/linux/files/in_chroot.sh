# Run in namespaces of its own: in_chroot.sh ROOT X-SOCKETS COMMAND... What is mounted here goes with them.
set -e
root=$1 sockets=$2
shift 2
mount -t proc proc "$root/proc"
mount -t tmpfs -o mode=1777 tmpfs "$root/dev/shm"
mount -t tmpfs -o mode=1777 tmpfs "$root/tmp"
if [ -n "$sockets" ]; then
    mkdir "$root/tmp/.X11-unix"
    mount --bind "$sockets" "$root/tmp/.X11-unix"
fi
exec "$@"
