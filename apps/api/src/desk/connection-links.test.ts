// Where the world can call us, by table.
import { expect, test } from '@jest/globals';
import { reachableFromOutside } from './connection-links.js';
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
])('%s can be called from outside: %s', (url, expected) => {
  expect(reachableFromOutside(url)).toBe(expected);
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
