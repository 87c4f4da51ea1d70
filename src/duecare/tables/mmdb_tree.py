"""The search tree of an MMDB file, walked once: which networks lead to which record.

The library's own walk follows whatever a node points to, so that a damaged or hostile file can keep it busy for ever;
here a node that is reached twice, or lies too deep, ends the walk.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

_BITS = {4: 32, 6: 128}
_V4_IN_V6 = 96  # where a tree of IPv6 keeps IPv4: below ninety-six zeros
Network = tuple[int, int, int, int]  # version, first and last address, record


class BrokenTreeError(ValueError):
    """Raised where nodes do not make a tree."""


def networks(data: bytes, node_count: int, record_size: int, version: int) -> Iterator[Network]:
    """Yield the networks of a tree that have a record; equal records have equal numbers.

    data         the file, which begins with the tree: two records of `record_size` bits a node.
    """
    if version not in _BITS or record_size not in (24, 28, 32) or node_count * record_size // 4 > len(data):
        raise BrokenTreeError("its tree is not there")
    child = _reader(data, record_size)
    bits, v4 = _BITS[version], _start_of_v4(child, node_count, version)
    seen, stack = bytearray(node_count), [(0, 0, 0)]
    while stack:
        node, depth, prefix = stack.pop()
        if node == node_count or (prefix and node == v4):  # nothing there, or IPv4 once more, under another name
            continue
        if depth > bits or (node < node_count and seen[node]):
            raise BrokenTreeError("its nodes make no tree")
        if node < node_count:
            seen[node] = 1
            stack.append((child(node, 1), depth + 1, prefix << 1 | 1))
            stack.append((child(node, 0), depth + 1, prefix << 1))
            continue
        first = prefix << bits - depth
        of_v4 = version == 6 and depth >= _V4_IN_V6 and first >> 32 == 0
        yield (4 if of_v4 else version, first, first + (1 << bits - depth) - 1, node)


def _start_of_v4(child: Callable[[int, int], int], node_count: int, version: int) -> int:
    """Return the node below which IPv4 stands in a tree of IPv6; one that there is not, if there is none."""
    node = 0
    for _ in range(_V4_IN_V6 if version == 6 else 0):
        if node >= node_count:
            return -1
        node = child(node, 0)
    return node if version == 6 else -1


def _reader(data: bytes, record_size: int) -> Callable[[int, int], int]:
    """Return what reads the left (0) or right (1) record of a node."""
    width = record_size // 8

    def plain(node: int, side: int) -> int:
        at = (2 * node + side) * width
        return int.from_bytes(data[at : at + width])

    def halved(node: int, side: int) -> int:  # the middle byte of seven holds four bits for each side
        at = node * 7
        middle = data[at + 3]
        high = middle & 0x0F if side else middle >> 4
        at += 4 if side else 0
        return high << 24 | int.from_bytes(data[at : at + 3])

    return halved if record_size == 28 else plain
