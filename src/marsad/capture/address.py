"""Which network addresses a fetch may reach."""

import ipaddress
import socket

from marsad.errors import FetchError

__all__ = ["is_public", "resolve"]

Address = ipaddress.IPv4Address | ipaddress.IPv6Address

NAT64 = ipaddress.IPv6Network("64:ff9b::/96")  # RFC 6052: an IPv4 address in the last 32 bits
# Inner networks that the standard library of some Python versions counts as global: addresses for protocols
# (RFC 6890) and local NAT64 (RFC 8215).
ALSO_INNER = (ipaddress.ip_network("192.0.0.0/24"), ipaddress.ip_network("64:ff9b:1::/48"))


def is_public(address: Address) -> bool:
    """Tell whether an address is one host of the open internet, also where IPv6 carries an IPv4 address."""
    if isinstance(address, ipaddress.IPv6Address):
        inner = _carried(address)
        if inner is not None:
            return is_public(inner)
        if address.is_site_local:
            return False
    return address.is_global and not (
        address.is_private
        or address.is_loopback
        or address.is_link_local
        or address.is_multicast
        or address.is_reserved
        or address.is_unspecified
        or any(address in network for network in ALSO_INNER)
    )


def resolve(host: str, port: int, *, allow_private: bool = False) -> str:
    """Return an address of `host` to connect to, after checking every address that it has.

    Raises FetchError where the name has no address, or where one of them is not public: a name that points
    both outside and inside is a way in, not a mistake.
    """
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        raise FetchError(f"the host {host!r} is not known; check the address and the connection") from None
    addresses = [str(entry[4][0]) for entry in found]
    for address in addresses:
        if not allow_private and not is_public(ipaddress.ip_address(address)):
            raise FetchError(
                f"{host!r} is {address}, a private or reserved address; allow private addresses to fetch it"
            )
    return addresses[0]


def _carried(address: ipaddress.IPv6Address) -> ipaddress.IPv4Address | None:
    if address.ipv4_mapped:
        return address.ipv4_mapped
    if address.sixtofour:
        return address.sixtofour
    if address.teredo:
        return address.teredo[1]
    if address in NAT64:
        return ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    return None
