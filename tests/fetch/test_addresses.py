"""Only addresses of the public Internet are reached, however they are written."""

from ipaddress import ip_address

import pytest
from hypothesis import given
from hypothesis import strategies as st

from secondsource.fetch.addresses import parsed, public_only


@pytest.mark.parametrize(
    "address",
    [
        *("0.0.0.0", "10.1.2.3", "100.64.0.1", "127.0.0.1", "127.255.255.255", "169.254.169.254"),
        *("172.16.0.1", "172.31.255.255", "192.0.0.8", "192.0.2.1", "192.88.99.1", "192.168.0.1"),
        *("198.18.0.1", "198.51.100.9", "203.0.113.5", "224.0.0.1", "239.9.9.9", "240.0.0.1"),
        *("255.255.255.255", "::", "::1", "::7f00:1", "fc00::1", "fd12::1", "fe80::1", "fec0::1"),
        *("ff02::1", "100::1", "2001:db8::1", "2001::1", "3fff::1", "5f00::1", "64:ff9b:1::1"),
        *("::ffff:127.0.0.1", "::ffff:10.0.0.1", "64:ff9b::7f00:1", "64:ff9b::a00:1"),
        *("2002:7f00:1::1", "2002:a00:1::", "2002:c0a8:1::", "4000::1", "::ffff:0:127.0.0.1"),
    ],
)
def test_an_address_that_is_not_public_is_refused(address):
    assert "no address of the public Internet" in public_only(ip_address(address))


@pytest.mark.parametrize(
    "address",
    ["93.184.216.34", "8.8.8.8", "172.15.0.1", "2606:4700::1111", "64:ff9b::808:808"],
)
def test_an_address_of_the_public_internet_is_reached(address):
    assert public_only(ip_address(address)) == ""


@given(st.ip_addresses(v=4))
def test_what_stands_for_an_ipv4_address_is_judged_as_that(address):
    inside = bool(public_only(address))
    for form in ("::ffff:{}", "64:ff9b::{}"):
        assert bool(public_only(ip_address(form.format(address)))) is inside
    a, b, c, d = address.packed
    assert bool(public_only(ip_address(f"2002:{a:02x}{b:02x}:{c:02x}{d:02x}::1"))) is inside


@given(st.ip_addresses())
def test_nothing_is_called_public_that_python_calls_private(address):
    if not public_only(address):
        assert not address.is_private
        assert not address.is_multicast


def test_a_scope_is_left_out():
    assert parsed("fe80::1%eth0") == ip_address("fe80::1")
    assert parsed("quay.example") is None
