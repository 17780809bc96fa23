"""Which network addresses may be reached: only those of the public Internet.

A page may send us to a router, a database or a cloud's metadata by a redirect or by a name that
leads there. So the address itself is looked at, after its name was looked up and at each redirect.
"""

from __future__ import annotations

from collections.abc import Callable
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address, ip_network

Address = IPv4Address | IPv6Address
Policy = Callable[[Address], str]  # why the address is refused, "" where it may be reached

# IANA special-purpose registries (RFC 6890, as of 2024), spelled out because `is_global` differs
# between versions of Python.
_REFUSED = tuple(
    ip_network(block)
    for block in (
        *("0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16"),
        *("172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24", "192.31.196.0/24", "192.52.193.0/24"),
        *("192.88.99.0/24", "192.168.0.0/16", "192.175.48.0/24", "198.18.0.0/15"),
        *("198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4"),
        *("::/96", "100::/64", "2001::/23", "2001:db8::/32", "3fff::/20", "5f00::/16"),
        *("fc00::/7", "fe80::/10", "fec0::/10", "ff00::/8", "64:ff9b:1::/48", "2620:4f:8000::/48"),
    )
)
_PUBLIC6 = IPv6Network("2000::/3")  # all that is handed out; with NAT64's block below
_NAT64 = IPv6Network("64:ff9b::/96")  # the last 32 bits are an IPv4 address


def public_only(address: Address) -> str:
    """Why this address is refused: it is not of the public Internet. "" where it is.

    IPv6 addresses that stand for an IPv4 address (mapped, 6to4, NAT64) are judged by that one.

    >>> from ipaddress import ip_address
    >>> public_only(ip_address("::ffff:10.0.0.1"))
    'leads to 10.0.0.1, which is no address of the public Internet'
    >>> public_only(ip_address("93.184.216.34"))
    ''
    """
    inner = _inner(address)
    if inner is not None:
        return public_only(inner)
    outside = address.version == 6 and address not in _PUBLIC6
    if outside or any(address in block for block in _REFUSED) or not address.is_global:
        return f"leads to {address}, which is no address of the public Internet"
    return ""


def _inner(address: Address) -> IPv4Address | None:
    """The IPv4 address that an IPv6 address stands for."""
    if not isinstance(address, IPv6Address):
        return None
    if address in _NAT64:
        return IPv4Address(address.packed[-4:])
    return address.ipv4_mapped or address.sixtofour


def parsed(text: str) -> Address | None:
    """The address that is written so, with a scope ("fe80::1%eth0") left out; None for a name."""
    try:
        return ip_address(text.partition("%")[0])
    except ValueError:
        return None
