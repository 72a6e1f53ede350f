// Part of the fuzz run: webhooks as no vendor sends them: their own shapes with types changed, fields gone, prototypes named, and worse.
import fc from 'fast-check';

/** A value of the wrong kind. `raw` goes into the JSON as it stands. */
const wrong = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.constantFrom(
      null,
      true,
      false,
      0,
      -1,
      1.5,
      1e308,
      -1e-9,
      8.64e15,
      '',
      ' ',
      '0',
      'null',
      'NaN',
      'Infinity',
      '__proto__',
      'constructor',
      'toString',
      [],
      {},
      [null],
      [[[]]],
    ),
  },
  {
    weight: 2,
    arbitrary: fc.constantFrom(
      '\ud800',
      'a\udc00b',
      '\0',
      '\u202e',
      '<script>',
      '&lt;',
      '../../etc/passwd',
      'file:///etc/passwd',
      'https://',
      'http://[',
      '%',
      '%zz',
      '2026-13-45T99:99',
      '9'.repeat(40),
      '<@U1|',
      ':a:',
      '*',
      '```',
    ),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom('{"raw":9007199254740993123}', '{"raw":-99999999999999999999}', '{"raw":1e999}'),
  },
  { weight: 2, arbitrary: fc.string({ unit: 'binary', maxLength: 60 }) },
  {
    weight: 1,
    arbitrary: fc
      .tuple(fc.constantFrom('a', '<', '*a ', '\ud83d\ude00', ' ', '&', ':x', '\n> '), fc.constantFrom(300, 30_000))
      .map(([piece, times]) => piece.repeat(times)),
  },
  { weight: 1, arbitrary: fc.constantFrom(50, 3000).map((depth) => ({ deep: depth })) },
  { weight: 2, arbitrary: fc.jsonValue({ maxDepth: 3 }) },
);
const change = fc.record({
  where: fc.nat(),
  how: fc.constantFrom('set', 'set', 'set', 'drop', 'drop', 'rename', 'wrap', 'repeat', 'move'),
  value: wrong,
  name: fc.constantFrom('__proto__', 'constructor', 'toString', 'length', 'id', 'type', 'text', 'then', ''),
});

/** What multiplies is done once: eight times over, it would fill the memory by itself. */
function sparing(changes) {
  let multiplied = 0;
  return changes.filter(({ how }) => !['repeat', 'move'].includes(how) || multiplied++ === 0);
}

/** Every place of a value: who holds it, under which name. */
function placesOf(root) {
  const places = [];
  const pending = [root];
  for (let i = 0; i < pending.length && places.length < 2000; i++) {
    const holder = pending[i];
    if (typeof holder !== 'object' || holder === null) continue;
    for (const name of Object.keys(holder)) {
      places.push([holder, name]);
      pending.push(holder[name]);
    }
  }
  return places;
}

function apply(root, { where, how, value, name }) {
  const places = placesOf(root);
  if (places.length === 0) return;
  const [holder, key] = places[where % places.length];
  const put = (target, under, what) =>
    Object.defineProperty(target, under, { value: what, enumerable: true, configurable: true, writable: true });
  if (Array.isArray(holder) && how === 'rename') return;
  switch (how) {
    case 'set':
      // A copy: what comes next may change it, and it belongs to all cases.
      return put(holder, key, structuredClone(value));
    case 'drop':
      return Array.isArray(holder) ? holder.splice(Number(key), 1) : delete holder[key];
    case 'rename':
      put(holder, name, holder[key]);
      return delete holder[key];
    case 'wrap':
      return put(holder, key, [holder[key]]);
    case 'repeat':
      return put(
        holder,
        key,
        Array.from({ length: 30 }, () => holder[key]),
      );
    case 'move': {
      const [other, under] = places[(where * 7 + 3) % places.length];
      return put(holder, key, structuredClone(other[under]));
    }
  }
}

const deepText = (depth) => `${'['.repeat(depth)}${']'.repeat(depth)}`;
/** JSON with what JSON.stringify cannot say: long numbers, depths. */
function written(value) {
  try {
    return JSON.stringify(value)
      .replace(/"\{\\"raw\\":([^}]*)\}"/g, '$1')
      .replace(/\{"deep":(\d{1,4})\}/g, (_, depth) => deepText(Number(depth)));
  } catch {
    // Deeper than JSON.stringify goes.
    return deepText(5000);
  }
}

function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** Seeds: the channel's own fixtures, forms among them. */
export function webhooks(seeds) {
  const texts = seeds.map((seed) => seed.toString());
  const jsons = texts.map(parsed).filter((value) => typeof value === 'object' && value !== null);
  const forms = texts.filter((text) => parsed(text) === null && text.includes('='));
  const kinds = [
    { weight: 4, arbitrary: fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.from(bytes)) },
    { weight: 8, arbitrary: fc.jsonValue({ maxDepth: 5 }).map((value) => Buffer.from(written(value))) },
    { weight: 1, arbitrary: fc.constantFrom(100, 5000, 50_000).map((depth) => Buffer.from(deepText(depth))) },
    { weight: 1, arbitrary: fc.constantFrom(100, 5000, 50_000).map((depth) => Buffer.from('{"a":'.repeat(depth))) },
  ];
  if (jsons.length > 0) {
    const mutated = fc
      .tuple(fc.nat({ max: jsons.length - 1 }), fc.array(change, { minLength: 1, maxLength: 8 }))
      .map(([i, changes]) => {
        const holder = { root: structuredClone(jsons[i]) };
        for (const each of sparing(changes)) apply(holder.root, each);
        return Buffer.from(written(holder.root));
      });
    const cut = fc.tuple(fc.nat({ max: jsons.length - 1 }), fc.nat({ max: 1000 })).map(([i, share]) => {
      const text = JSON.stringify(jsons[i]);
      return Buffer.from(text.slice(0, Math.floor((text.length * share) / 1000)));
    });
    kinds.push({ weight: 70, arbitrary: mutated }, { weight: 4, arbitrary: cut });
  }
  if (forms.length > 0) {
    const form = fc
      .tuple(fc.nat({ max: forms.length - 1 }), fc.array(change, { minLength: 1, maxLength: 6 }))
      .map(([i, changes]) => {
        const fields = [...new URLSearchParams(forms[i].trim())];
        for (const { where, how, value, name } of sparing(changes)) {
          if (fields.length === 0) break;
          const field = fields[where % fields.length];
          if (how === 'drop') fields.splice(where % fields.length, 1);
          else if (how === 'rename') field[0] = name;
          else if (how === 'repeat') fields.push([...field]);
          else if (field[0] === 'payload' && parsed(field[1])) {
            const inner = { root: parsed(field[1]) };
            apply(inner, { where, how, value, name });
            field[1] = written(inner.root);
          } else field[1] = typeof value === 'string' ? value : written(value);
        }
        return Buffer.from(
          new URLSearchParams(
            fields.map(([name, value]) => [name.toWellFormed(), String(value).toWellFormed()]),
          ).toString(),
        );
      });
    const raw = fc
      .tuple(fc.constantFrom(...forms), fc.string({ unit: 'binary', maxLength: 30 }), fc.nat({ max: 1000 }))
      .map(([text, piece, share]) => {
        const at = Math.floor((text.length * share) / 1000);
        return Buffer.from(text.slice(0, at) + piece + text.slice(at), 'latin1');
      });
    kinds.push({ weight: 50, arbitrary: form }, { weight: 10, arbitrary: raw });
  }
  return fc.oneof(...kinds);
}

/** Messages on their way out, as no agent writes them. */
export const outgoing = fc.record({
  text: fc.oneof(
    fc.string({ unit: 'binary', maxLength: 300 }),
    fc.constantFrom('', ' ', '\n', '🙂'.repeat(3000), 'слово '.repeat(2000), 'x'.repeat(30_000)),
  ),
  html: fc.option(
    fc
      .array(
        fc.tuple(
          fc.constantFrom(
            'b',
            'i',
            'p',
            'ul',
            'li',
            'a href="https://x.example/?a=1&b=|"',
            'pre',
            'blockquote',
            'code',
            'div',
            'br',
            'script',
            'h1',
            'table',
          ),
          fc.string({ unit: 'binary', maxLength: 20 }),
          fc.boolean(),
        ),
        { maxLength: 14 },
      )
      .map((nodes) =>
        nodes.map(([tag, said, closes]) => `<${tag}>${said}${closes ? `</${tag.split(' ')[0]}>` : ''}`).join(''),
      ),
  ),
  files: fc.array(
    fc.record({
      name: fc.string({ unit: 'binary', maxLength: 30 }),
      contentType: fc.constantFrom('image/png', 'application/pdf', '', 'x'),
      size: fc.nat({ max: 1e9 }),
      link: fc.option(fc.constantFrom('https://desk.example/f', 'http://localhost/f'), { nil: undefined }),
    }),
    { maxLength: 3 },
  ),
  card: fc.option(
    fc.record({
      kind: fc.constant('survey'),
      text: fc.string({ maxLength: 200 }),
      url: fc.webUrl(),
      buttons: fc.array(
        fc.record({ label: fc.string({ maxLength: 40 }), data: fc.string({ maxLength: 80 }), url: fc.webUrl() }),
        { maxLength: 40 },
      ),
    }),
  ),
});
