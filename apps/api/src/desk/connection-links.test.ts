// Where the world can call us, by table.
import { expect, test } from '@jest/globals';
import { canBeCalled } from './connection-links.js';
import { mailboxAddresses } from './read-connections.js';

test.each<[string, boolean]>([
  ['https://desk.example', true],
  ['https://desk.example:8443/help', true],
  ['http://desk.example', false],
  ['https://localhost:3000', false],
  ['http://localhost:3000', false],
  ['https://desk.localhost', false],
  ['https://127.0.0.1', false],
  ['https://10.1.2.3', false],
  ['https://172.20.0.1', false],
  ['https://172.200.0.1', true],
  ['https://[::1]', false],
  ['https://desk', false],
])('%s can be called from outside: %s', (url, expected) => {
  expect(canBeCalled(url, 'https://api.telegram.org')).toBe(expected);
  expect(canBeCalled(url, undefined)).toBe(expected);
});

test('a vendor inside the house can call the house', () => {
  expect(canBeCalled('http://localhost:3000', 'http://127.0.0.1:8081')).toBe(true);
  expect(canBeCalled('http://desk:3000', 'http://bot-api:8081')).toBe(true);
});

test.each<[string, string[]]>([
  ['Help@Shop.example', ['help@shop.example']],
  ['help+t1.abc@shop.example', ['help+t1.abc@shop.example', 'help@shop.example']],
  ['help+a+b@shop.example', ['help+a+b@shop.example', 'help@shop.example']],
  ['+a@shop.example', ['+a@shop.example']],
  ['help@shop+x.example', ['help@shop+x.example']],
  ['', ['']],
])('%s is looked for as %j', (address, expected) => {
  expect(mailboxAddresses(address)).toEqual(expected);
});
