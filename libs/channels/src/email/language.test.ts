// The language of short texts, as customers write them; and an honest null where nothing tells.
import { expect, it } from '@jest/globals';
import { languageOf } from './language.js';

it.each<[string, string[]]>([
  [
    'en',
    [
      'Where is my order?',
      'Thanks, it works now.',
      'I have not received the parcel yet',
      'Please help me with my password',
      'The lid is broken. Can you send a new one?',
    ],
  ],
  [
    'ru',
    [
      'Где мой заказ?',
      'Спасибо, всё работает',
      'Здравствуйте, посылка не пришла',
      'Верните деньги пожалуйста',
      'Добрый день! Не могу войти в личный кабинет, что делать',
    ],
  ],
  [
    'bg',
    [
      'Къде ми е поръчката?',
      'Благодаря, вече работи',
      'Здравейте, пратката не е пристигнала',
      'Искам си парите',
      'Добър ден, кога ще дойде куриерът',
    ],
  ],
  [
    'uk',
    [
      'Де моє замовлення?',
      'Дякую, все працює',
      'Добрий день, посилка не прийшла',
      'Поверніть гроші, будь ласка',
      'Коли буде доставка? Чекаю вже тиждень і нічого немає',
    ],
  ],
  [
    'de',
    [
      'Wo ist meine Bestellung?',
      'Danke, es funktioniert jetzt',
      'Ich habe das Paket noch nicht bekommen',
      'Bitte schicken Sie mir die Rechnung',
      'Guten Tag, der Deckel fehlt',
    ],
  ],
  [
    'fr',
    [
      'Où est ma commande ?',
      'Merci, ça marche',
      'Bonjour, je n’ai pas reçu mon colis',
      'Pouvez-vous m’envoyer la facture s’il vous plaît',
      'Le couvercle est cassé',
    ],
  ],
  [
    'es',
    [
      '¿Dónde está mi pedido?',
      'Gracias, ya funciona',
      'Hola, no he recibido el paquete',
      'Quiero que me devuelvan el dinero',
      'Buenos días, la tapa está rota',
    ],
  ],
  [
    'it',
    [
      'Dov’è il mio ordine?',
      'Grazie, adesso funziona',
      'Buongiorno, non ho ancora ricevuto il pacco',
      'Vorrei un rimborso',
      'Il coperchio è rotto',
    ],
  ],
  [
    'pt',
    [
      'Onde está a minha encomenda?',
      'Obrigado, já funciona',
      'Olá, ainda não recebi o pacote',
      'Quero o meu dinheiro de volta',
      'Bom dia, a tampa está partida',
    ],
  ],
  [
    'nl',
    [
      'Waar is mijn bestelling?',
      'Bedankt, het werkt nu',
      'Ik heb het pakket nog niet ontvangen',
      'Kunt u mij de factuur sturen?',
      'Het deksel is kapot',
    ],
  ],
  [
    'pl',
    [
      'Gdzie jest moje zamówienie?',
      'Dziękuję, już działa',
      'Dzień dobry, paczka nie przyszła',
      'Proszę o zwrot pieniędzy',
      'Pokrywka jest pęknięta, co teraz',
    ],
  ],
  [
    'cs',
    [
      'Kde je moje objednávka?',
      'Děkuji, už to funguje',
      'Dobrý den, balík nepřišel',
      'Chci vrátit peníze',
      'Víčko je rozbité, co mám dělat',
    ],
  ],
  [
    'sv',
    [
      'Var är min beställning?',
      'Tack, det fungerar nu',
      'Hej, jag har inte fått paketet',
      'Jag vill ha pengarna tillbaka',
      'Locket är trasigt',
    ],
  ],
  [
    'no',
    [
      'Hvor er bestillingen min?',
      'Takk, det fungerer nå',
      'Hei, jeg har ikke fått pakken',
      'Jeg vil ha pengene tilbake, takk',
      'Kan dere sende meg en ny faktura?',
    ],
  ],
  [
    'da',
    [
      'Hvor er min ordre?',
      'Tak, det virker nu',
      'Hej, jeg har ikke fået pakken endnu',
      'Jeg vil gerne have pengene tilbage',
      'Hvornår kommer låget? Det er stadig ikke kommet',
    ],
  ],
  [
    'fi',
    [
      'Missä tilaukseni on?',
      'Kiitos, nyt se toimii',
      'Hei, en ole saanut pakettia',
      'Haluan rahat takaisin',
      'Kansi on rikki, mitä teen',
    ],
  ],
  [
    'tr',
    [
      'Siparişim nerede?',
      'Teşekkürler, şimdi çalışıyor',
      'Merhaba, kargo hâlâ gelmedi',
      'Paramı geri istiyorum',
      'Kapak kırık, ne yapmalıyım',
    ],
  ],
  [
    'ro',
    [
      'Unde este comanda mea?',
      'Mulțumesc, acum funcționează',
      'Bună ziua, coletul nu a ajuns',
      'Vreau banii înapoi',
      'Capacul este spart',
    ],
  ],
  ['el', ['Πού είναι η παραγγελία μου;', 'Ευχαριστώ', 'Το καπάκι έσπασε']],
  ['ja', ['注文はどこですか', 'ありがとうございます', '蓋が壊れています']],
  ['zh', ['我的订单在哪里', '谢谢', '蓋子壞了']],
  ['ko', ['주문은 어디에 있나요?', '감사합니다']],
  ['hu', ['Hol van a rendelésem?', 'Köszönöm, már működik', 'Jó napot, a csomag nem érkezett meg']],
  ['vi', ['Đơn hàng của tôi ở đâu?', 'Cảm ơn, được rồi', 'Xin chào, tôi chưa nhận được hàng']],
  ['he', ['איפה ההזמנה שלי?', 'תודה']],
  ['ar', ['أين طلبي؟', 'شكرا']],
  ['fa', ['سفارش من کجاست؟ پول را برگردانید']],
  ['sr', ['Где је моја поруџбина?']],
  ['sk', ['Ďakujem, už to funguje, ešte čakám na faktúru']],
])('%s', (language, texts) => {
  expect(texts.map((text) => [text, languageOf(text)])).toEqual(texts.map((text) => [text, language]));
});

it.each([
  '',
  '1042',
  'OK',
  '👍',
  'https://shop.example/where-is-my-order',
  'anna@x.example',
  'Zelvo Kantari',
  'A-1042 / B-7',
  'ОК',
  'Zelvo GmbH, Kantari 12',
  'hmm',
])('nothing tells: %j', (text) => expect(languageOf(text)).toBeNull());

it('is not misled by a few foreign words', () => {
  expect(languageOf('Здравейте, order 1042 still says “processing”, но парите ми са взети. Моля, помогнете.')).toBe(
    'bg',
  );
  expect(languageOf('Hallo, ich habe die E-Mail "Your order has been shipped" bekommen, aber kein Paket.')).toBe('de');
});
