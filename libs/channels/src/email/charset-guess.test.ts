// Letters without a label: each text must come back as it was written, though nobody says how.
import { expect, it } from '@jest/globals';
import { decodeBytes } from './charset.js';

it.each<[charset: string, text: string, hex: string]>([
  ['windows-1252', 'I don’t know', '4920646f6e9274206b6e6f77'],
  [
    'windows-1252',
    '“Where is it?” she said – nothing…',
    '9357686572652069732069743f942073686520736169642096206e6f7468696e6785',
  ],
  ['windows-1252', '€5 for ½ l', '803520666f7220bd206c'],
  [
    'windows-1252',
    '¿Dónde está mi pedido? ¡Gracias!',
    'bf44f36e646520657374e1206d692070656469646f3f20a14772616369617321',
  ],
  [
    'windows-1252',
    'Não recebi a encomenda, já paguei. Atenção!',
    '4ee36f20726563656269206120656e636f6d656e64612c206ae1207061677565692e204174656ee7e36f21',
  ],
  [
    'windows-1252',
    'Très déçu, c’était cassé à l’arrivée',
    '5472e8732064e9e7752c206392e9746169742063617373e920e0206c926172726976e965',
  ],
  ['windows-1252', 'GRÜSSE AUS KÖLN', '4752dc53534520415553204bd64c4e'],
  ['windows-1252', 'Þetta er ekki rétt, ég bíð', 'de6574746120657220656b6b692072e974742c20e9672062edf0'],
  [
    'windows-1250',
    'Gdzie jest moje zamówienie? Dziękuję',
    '47647a6965206a657374206d6f6a65207a616df37769656e69653f20447a69ea6b756aea',
  ],
  [
    'windows-1250',
    'Kde je moje objednávka? Děkuji, příště',
    '4b6465206a65206d6f6a65206f626a65646ee1766b613f2044ec6b756a692c2070f8ed9a74ec',
  ],
  [
    'windows-1250',
    'Hol van a csomagom? Köszönöm, későn érkező',
    '486f6c2076616e20612063736f6d61676f6d3f204bf6737af66ef66d2c206be973f56e20e9726b657af5',
  ],
  [
    'iso-8859-2',
    'Gdzie jest zamówienie? Proszę o odpowiedź',
    '47647a6965206a657374207a616df37769656e69653f2050726f737aea206f206f64706f77696564bc',
  ],
  [
    'windows-1254',
    'Siparişim nerede? Teşekkürler, çok geç kaldı',
    '536970617269fe696d206e65726564653f205465fe656b6bfc726c65722c20e76f6b206765e7206b616c64fd',
  ],
  [
    'windows-1251',
    'Заказ «Лампа» — где он? Цена 500 руб.',
    'c7e0eae0e720abcbe0ecefe0bb209720e3e4e520eeed3f20d6e5ede02035303020f0f3e12e',
  ],
  ['koi8-r', 'Ок', 'efcb'],
  ['windows-1251', 'Ёлка', 'a8ebeae0'],
  ['koi8-u', 'Добрий день, де моє замовлення?', 'e4cfc2d2c9ca20c4c5ced82c20c4c520cdcfa420dac1cdcfd7ccc5ceced13f'],
  ['windows-1251', 'Здравейте, къде е поръчката ми?', 'c7e4f0e0e2e5e9f2e52c20eafae4e520e520efeef0faf7eae0f2e020ece83f'],
  ['ibm866', 'Прайс-лист', '8fe0a0a9e12daba8e1e2'],
  [
    'windows-1253',
    'Καλημέρα, πού είναι η παραγγελία μου;',
    'cae1ebe7ecddf1e12c20f0effd20e5dfede1e920e720f0e1f1e1e3e3e5ebdfe120eceff53b',
  ],
  ['windows-1255', 'שלום, איפה ההזמנה שלי?', 'f9ece5ed2c20e0e9f4e420e4e4e6eef0e420f9ece93f'],
  ['windows-1256', 'مرحبا، أين طلبي؟ شكرا', 'e3d1cdc8c7a120c3ede420d8e1c8edbf20d4dfd1c7'],
  ['windows-874', 'สวัสดีครับ สินค้ายังไม่ถึง', 'cac7d1cab4d5a4c3d1ba20cad4b9a4e9d2c2d1a7e4c1e8b6d6a7'],
  ['gb18030', '你好', 'c4e3bac3'],
  ['gb18030', 'Order 1042 什么时候发货? thanks', '4f72646572203130343220cab2c3b4cab1baf2b7a2bbf53f207468616e6b73'],
  ['gb18030', '请发送发票到以下地址', 'c7ebb7a2cbcdb7a2c6b1b5bdd2d4cfc2b5d8d6b7'],
  ['big5', '請問運費多少', 'bdd0b0ddb942b64fa668a4d6'],
  ['big5', '退款問題', 'b068b4dab0ddc344'],
  ['shift_jis', '東京', '938c8b9e'],
  ['shift_jis', 'Order 1042の件', '4f72646572203130343282cc8c8f'],
  ['shift_jis', 'お世話になっております。', '82a890a2986282c982c882c182c482a882e882dc82b78142'],
  ['euc-jp', 'ご注文の確認', 'a4b4c3edcab8a4ceb3cec7a7'],
  ['euc-kr', '배송 문의', 'b9e8bcdb20b9aec0c7'],
  ['euc-kr', '환불 부탁드립니다', 'c8afbad220bacec5b9b5e5b8b3b4cfb4d9'],
])('%s: %s', (_, text, hex) => expect(decodeBytes(Buffer.from(hex, 'hex'), null)).toBe(text));

it('knows the signs of windows-1252, whatever this version of Node knows', () => {
  const bytes = Buffer.from('4974927320352080209620936f6b9485', 'hex');
  for (const label of ['windows-1252', 'iso-8859-1', 'us-ascii', null])
    expect(decodeBytes(bytes, label)).toBe('It’s 5 € – “ok”…');
});
