// Lists of addresses as mails write them.
import { expect, it } from '@jest/globals';
import { splitAddresses } from './address-list.js';

const seen = (value: string) =>
  splitAddresses(value).map(({ name, address }) => (name ? `${name} <${address}>` : address));

it.each<[string, string[]]>([
  ['anna@mail.example', ['anna@mail.example']],
  ['Anna Ivanova <anna@mail.example>', ['Anna Ivanova <anna@mail.example>']],
  ['"Ivanova, Anna" <anna@mail.example>, b@c.example', ['Ivanova, Anna <anna@mail.example>', 'b@c.example']],
  ['Ivanova, Anna <anna@mail.example>, b@c.example', ['Ivanova, Anna <anna@mail.example>', 'b@c.example']],
  ['a@b.example; c@d.example', ['a@b.example', 'c@d.example']],
  ['Friends: a@b.example, Vera <c@d.example>;', ['a@b.example', 'Vera <c@d.example>']],
  ['undisclosed-recipients:;', []],
  ['a@b.example (Anna (Sales))', ['Anna (Sales) <a@b.example>']],
  ['Vera <@relay.example,@other.example:c@d.example>', ['Vera <c@d.example>']],
  ['anna @ mail . example', ['anna@mail.example']],
  ['Anna <anna@mail.example', ['Anna <anna@mail.example>']],
  ['Anna anna@mail.example', ['Anna <anna@mail.example>']],
  ['Anna <>', []],
  ['"Anna \\"A\\" Ivanova" <a@b.example>', ['Anna "A" Ivanova <a@b.example>']],
  ['"Anna <a@b.example>', ['Anna <a@b.example>']],
  ['Anna (not closed <a@b.example>', ['Anna (not closed <a@b.example>']],
  ['<mailto:a@b.example>', ['a@b.example']],
  ['=?utf-8?Q?Ivanova,_Anna?= <a@b.example>', ['=?utf-8?Q?Ivanova,_Anna?= <a@b.example>']],
  [', ,a@b.example,,', ['a@b.example']],
  ['', []],
])('%s', (value, expected) => expect(seen(value)).toEqual(expected));
