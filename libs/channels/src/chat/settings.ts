// What a site's chat is set to: how it looks, where it stands, what it asks, and who vouches for its visitors.
import type { ConfigField } from '../channel.js';

export const CHAT_SETTINGS: ConfigField[] = [
  {
    name: 'title',
    type: 'text',
    label: { en: 'Title', ru: 'Заголовок', bg: 'Заглавие' },
    hint: {
      en: 'Stands at the top of the chat. Empty: the name of your workspace.',
      ru: 'Стоит вверху чата. Пусто: название вашей команды.',
      bg: 'Стои най-отгоре в чата. Празно: името на вашия екип.',
    },
  },
  {
    name: 'greeting',
    type: 'text',
    label: { en: 'Greeting', ru: 'Приветствие', bg: 'Поздрав' },
    hint: {
      en: 'Shown above the first message. Leave empty for ours, in the visitor’s language.',
      ru: 'Показывается над первым сообщением. Оставьте пустым, чтобы взять наше, на языке посетителя.',
      bg: 'Показва се над първото съобщение. Оставете празно за нашия поздрав на езика на посетителя.',
    },
  },
  {
    name: 'colour',
    type: 'text',
    default: '#1f6f5c',
    label: { en: 'Colour', ru: 'Цвет', bg: 'Цвят' },
    hint: { en: 'Like #1f6f5c.', ru: 'Например, #1f6f5c.', bg: 'Например #1f6f5c.' },
  },
  {
    name: 'side',
    type: 'choice',
    choices: ['right', 'left'],
    default: 'right',
    label: { en: 'Corner of the page', ru: 'Угол страницы', bg: 'Ъгъл на страницата' },
  },
  {
    name: 'theme',
    type: 'choice',
    choices: ['auto', 'light', 'dark'],
    default: 'auto',
    label: { en: 'Light or dark', ru: 'Светлый или тёмный', bg: 'Светъл или тъмен' },
  },
  {
    name: 'face',
    type: 'choice',
    choices: ['team', 'logo', 'initials', 'none'],
    default: 'team',
    label: { en: 'Beside the title', ru: 'Рядом с заголовком', bg: 'До заглавието' },
  },
  {
    name: 'logo',
    type: 'picture',
    when: { field: 'face', is: ['logo'] },
    label: { en: 'Logo', ru: 'Логотип', bg: 'Лого' },
    hint: {
      en: 'PNG, JPEG or WebP. It is made small and stands in a round frame.',
      ru: 'PNG, JPEG или WebP. Мы уменьшим его и покажем в круглой рамке.',
      bg: 'PNG, JPEG или WebP. Смаляваме го и го показваме в кръгла рамка.',
    },
  },
  {
    name: 'language',
    type: 'choice',
    choices: ['site', 'en', 'ru', 'bg'],
    default: 'site',
    label: { en: 'Language', ru: 'Язык', bg: 'Език' },
  },
  {
    name: 'ask',
    type: 'choice',
    choices: ['away', 'always', 'never'],
    default: 'away',
    label: { en: 'Ask for name and e-mail', ru: 'Спрашивать имя и почту', bg: 'Питане за име и имейл' },
    hint: {
      en: 'After the first message; the visitor may leave it empty.',
      ru: 'После первого сообщения; посетитель может ничего не указывать.',
      bg: 'След първото съобщение; посетителят може да не отговори.',
    },
  },
  {
    name: 'mailAfter',
    type: 'number',
    default: 5,
    label: {
      en: 'Answer by e-mail too, after minutes unread',
      ru: 'Дублировать ответ на почту, минут без прочтения',
      bg: 'Отговор и по имейл, след минути непрочетен',
    },
    hint: {
      en: 'To visitors whose address is known, if they have not seen the answer in the chat. 0: never.',
      ru: 'Тем, чей адрес известен, если они не увидели ответ в чате. 0: никогда.',
      bg: 'До посетители с известен адрес, ако не са видели отговора в чата. 0: никога.',
    },
  },
  {
    name: 'mailFrom',
    type: 'email',
    label: { en: 'From which mailbox', ru: 'С какого ящика', bg: 'От коя пощенска кутия' },
    hint: {
      en: 'One of your connected mailboxes. Empty: the first of them.',
      ru: 'Один из подключённых ящиков. Пусто: первый из них.',
      bg: 'Една от свързаните ви кутии. Празно: първата.',
    },
  },
  {
    name: 'invites',
    type: 'lines',
    label: { en: 'Speak first', ru: 'Заговорить первыми', bg: 'Заговаряне първи' },
    hint: {
      en: 'One rule a line: page, seconds on it, words. For example: /delivery* 20 Shall we reckon the delivery for you?',
      ru: 'По одному правилу в строке: страница, секунды на ней, слова. Например: /delivery* 20 Посчитать вам доставку?',
      bg: 'По едно правило на ред: страница, секунди на нея, думи. Например: /delivery* 20 Да ви пресметнем ли доставката?',
    },
  },
  {
    name: 'identitySecret',
    type: 'secret',
    label: {
      en: 'Secret of signed visitors',
      ru: 'Секрет для подписи посетителей',
      bg: 'Тайна за подписани посетители',
    },
    hint: {
      en: 'At least 32 characters, known to your server alone. It signs who is logged in to your site (JWT, HS256).',
      ru: 'Не короче 32 знаков, известен только вашему серверу. Им он подписывает, кто вошёл на сайт (JWT, HS256).',
      bg: 'Поне 32 знака, известни само на вашия сървър. С нея той подписва кой е влязъл в сайта (JWT, HS256).',
    },
  },
  {
    name: 'origins',
    type: 'lines',
    label: { en: 'Allowed sites', ru: 'Разрешённые сайты', bg: 'Разрешени сайтове' },
    hint: {
      en: 'One origin a line, like https://shop.example. Empty: any site.',
      ru: 'По одному в строке, например https://shop.example. Пусто: любой сайт.',
      bg: 'По един на ред, например https://shop.example. Празно: всеки сайт.',
    },
  },
];
