import { describe, expect, test } from 'vitest';
import { NewsError } from '../errors.ts';
import { createAddressGuard } from './address-guard.ts';

const guard = createAddressGuard([]);

describe('addresses that are refused', () => {
  test.each([
    ['unspecified', '0.0.0.0'],
    ['this network', '0.1.2.3'],
    ['private', '10.0.0.1'],
    ['private, upper end', '10.255.255.255'],
    ['carrier-grade NAT', '100.64.0.1'],
    ['carrier-grade NAT, upper end', '100.127.255.254'],
    ['loopback', '127.0.0.1'],
    ['loopback elsewhere', '127.8.9.10'],
    ['link-local, cloud metadata', '169.254.169.254'],
    ['private', '172.16.0.1'],
    ['private, upper end', '172.31.255.255'],
    ['protocol assignments', '192.0.0.8'],
    ['documentation 1', '192.0.2.1'],
    ['6to4 relay', '192.88.99.1'],
    ['private', '192.168.1.1'],
    ['benchmarking', '198.18.0.1'],
    ['benchmarking, upper half', '198.19.255.255'],
    ['documentation 2', '198.51.100.7'],
    ['documentation 3', '203.0.113.9'],
    ['multicast', '224.0.0.1'],
    ['multicast, upper end', '239.255.255.250'],
    ['reserved', '240.0.0.1'],
    ['broadcast', '255.255.255.255'],
    ['unspecified IPv6', '::'],
    ['loopback IPv6', '::1'],
    ['mapped loopback', '::ffff:127.0.0.1'],
    ['mapped private, in hexadecimal', '::ffff:a00:1'],
    ['mapped public', '::ffff:8.8.8.8'],
    ['compatible loopback', '::127.0.0.1'],
    ['compatible public', '::8.8.8.8'],
    ['translated', '::ffff:0:127.0.0.1'],
    ['NAT64 of loopback', '64:ff9b::127.0.0.1'],
    ['NAT64 of public', '64:ff9b::8.8.8.8'],
    ['local NAT64', '64:ff9b:1::10.0.0.1'],
    ['discard', '100::1'],
    ['Teredo', '2001:0:4136:e378:8000:63bf:3fff:fdd2'],
    ['protocol assignments IPv6', '2001:1::1'],
    ['benchmarking IPv6', '2001:2::1'],
    ['ORCHIDv2', '2001:20::1'],
    ['documentation IPv6', '2001:db8::1'],
    ['6to4 of private', '2002:a00:1::1'],
    ['6to4 of loopback', '2002:7f00:1::'],
    ['6to4 of public', '2002:808:808::1'],
    ['documentation IPv6, new', '3fff::1'],
    ['segment routing', '5f00::1'],
    ['never given out', '4000::1'],
    ['unique local', 'fc00::1'],
    ['unique local', 'fd12:3456:789a::1'],
    ['link-local IPv6', 'fe80::1'],
    ['link-local IPv6 with a zone', 'fe80::1%eth0'],
    ['site-local', 'fec0::1'],
    ['multicast IPv6', 'ff02::1'],
    ['ISATAP of private', '2606:4700::5efe:10.0.0.1'],
    ['no address', 'localhost'],
    ['nothing', ''],
  ])('%s: %s', (_name, address) => {
    expect(guard(address)).not.toBeNull();
  });
});

describe('addresses that pass', () => {
  test.each([
    '1.1.1.1',
    '8.8.8.8',
    '100.63.255.255',
    '100.128.0.1',
    '172.15.0.1',
    '172.32.0.1',
    '192.167.0.1',
    '223.255.255.254',
    '2606:4700::1111',
    '2a00:1450:4001::8a',
    '2001:4860:4860::8888',
  ])('%s', (address) => {
    expect(guard(address)).toBeNull();
  });
});

describe('allowNetworks', () => {
  const lan = createAddressGuard(['127.0.0.0/8', '::1/128', '10.1.0.0/16', '64:ff9b::/96']);
  test.each([
    ['opens a network', '127.0.0.1', true],
    ['opens an IPv6 address', '::1', true],
    ['opens no neighbor', '10.2.0.1', false],
    ['opens the mapped form of the same address', '::ffff:10.1.2.3', true],
    ['opens no other mapped address', '::ffff:10.2.2.3', false],
    ['opens NAT64 to public addresses', '64:ff9b::8.8.8.8', true],
    ['opens NAT64 to listed addresses', '64:ff9b::10.1.0.1', true],
    ['opens no NAT64 to private addresses', '64:ff9b::192.168.0.1', false],
    ['keeps public addresses open', '8.8.8.8', true],
  ])('%s: %s', (_name, address, passes) => {
    expect(lan(address) === null).toBe(passes);
  });

  test.each(['localhost', '10.0.0.0', '10.0.0.0/99', ''])('refuses %j as a network', (text) => {
    expect(() => createAddressGuard([text])).toThrow(NewsError);
  });
});
