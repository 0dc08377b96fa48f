#!/bin/sh
# Makes a read-only root out of a container's files, for guests without dstack, and prints its dm-verity root hash. The
# same files give the same bytes, whoever makes it: no times, owners, order or UUID of the machine that does.
#   docker export "$(docker create IMAGE@sha256:…)" | deploy/enclave/make-root.sh out/
# Needs erofs-utils (1.5) and Node; for trying by hand `veritysetup verify out/root.erofs out/root.verity ROOT_HASH`.
set -eu
out=${1:?a folder for root.erofs and root.verity}
here=$(cd "$(dirname "$0")/../.." && pwd)
mkdir -p "$out"
files=$(mktemp -d)
trap 'rm -rf "$files"' EXIT
# What docker makes anew for each container is no part of its image.
tar -x -p -C "$files" --no-same-owner --exclude=.dockerenv --exclude='dev/*' --exclude='proc/*' --exclude='sys/*' --exclude=etc/hostname --exclude=etc/hosts --exclude=etc/resolv.conf
mkdir -p "$files/dev" "$files/proc" "$files/sys" "$files/tmp" "$files/run" "$files/etc"
# The machine's own, written at boot on memory.
ln -sf /run/resolv.conf "$files/etc/resolv.conf"
find "$files" -print0 | xargs -0 touch -h -d @0
rm -f "$out/root.erofs"
mkfs.erofs -T 0 -U 5370696e-646c-652d-726f-6f742d000001 --all-root -x -1 "$out/root.erofs" "$files" >&2
cd "$here"
case $out in /*) ;; *) out=$OLDPWD/$out ;; esac
exec node --import tsx scripts/enclave/make-verity.ts "$out/root.erofs" "$out/root.verity"
