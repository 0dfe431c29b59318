import ipaddress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marsad.capture.address import is_public, resolve
from marsad.errors import FetchError


@pytest.mark.parametrize("address", ["8.8.8.8", "2606:4700::1111", "::ffff:8.8.8.8", "64:ff9b::808:808"])
def test_is_public_lets_hosts_of_the_open_internet_pass(address: str) -> None:
    assert is_public(ipaddress.ip_address(address))


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "127.8.8.8",
        "0.0.0.0",
        "10.0.0.1",
        "172.16.0.1",
        "192.168.1.1",
        "100.64.0.1",
        "169.254.169.254",
        "192.0.0.8",
        "198.18.0.1",
        "224.0.0.1",
        "240.0.0.1",
        "255.255.255.255",
        "::",
        "::1",
        "::127.0.0.1",
        "::ffff:127.0.0.1",
        "::ffff:10.0.0.1",
        "::ffff:169.254.169.254",
        "64:ff9b::7f00:1",
        "2002:7f00:1::",
        "2001:0:4136:e378:8000:63bf:80ff:fffe",
        "fe80::1",
        "fe80::1%1",
        "fec0::1",
        "fc00::1",
        "fd12::1",
        "ff02::1",
        "2001:db8::1",
        "64:ff9b:1::1",
    ],
)
def test_is_public_refuses_every_kind_of_inner_address(address: str) -> None:
    assert not is_public(ipaddress.ip_address(address))


@given(st.ip_addresses(v=4))
def test_an_address_carried_in_another_is_judged_as_itself(address: ipaddress.IPv4Address) -> None:
    assert is_public(ipaddress.IPv6Address(f"::ffff:{address}")) == is_public(address)
    assert is_public(
        ipaddress.IPv6Address(int(ipaddress.IPv6Address("64:ff9b::")) | int(address))
    ) == is_public(address)


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1", "2130706433", "0x7f.1", "127.1", "::1"])
def test_resolve_refuses_loopback_by_any_name(host: str) -> None:
    with pytest.raises(FetchError, match="private or reserved"):
        resolve(host, 80)


def test_resolve_gives_a_private_address_where_allowed() -> None:
    assert resolve("127.0.0.1", 80, allow_private=True) == "127.0.0.1"


@pytest.mark.parametrize("host", ["no-such-host.invalid", "", "a" * 70 + ".invalid", "\0"])
def test_resolve_refuses_a_host_that_is_not_known(host: str) -> None:
    with pytest.raises(FetchError):
        resolve(host, 80)
