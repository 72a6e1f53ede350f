// What the widget says, in Russian.
import type { Words } from './en.js';

const plural = new Intl.PluralRules('ru');
const forms = (n: number, one: string, few: string, many: string) => {
  const form = plural.select(n);
  return `${n} ${form === 'one' ? one : form === 'few' ? few : many}`;
};

export const ru: Words = {
  open: 'Написать нам',
  close: 'Закрыть чат',
  closeShort: 'Закрыть (Esc)',
  conversation: 'Переписка',
  unread: (n) => forms(n, 'новое сообщение', 'новых сообщения', 'новых сообщений'),
  team: (names) => `Вам отвечают: ${names.join(', ')}`,
  usually: {
    minutes: (n) =>
      n <= 1 ? 'Обычно отвечаем за минуту' : `Обычно отвечаем за ${forms(n, 'минуту', 'минуты', 'минут')}`,
    hours: (n) => (n === 1 ? 'Обычно отвечаем за час' : `Обычно отвечаем за ${forms(n, 'час', 'часа', 'часов')}`),
    day: 'Обычно отвечаем в течение дня',
    days: 'Обычно отвечаем за несколько дней',
  },
  here: 'Мы на связи, пишите',
  back: {
    today: (time) => `Вернёмся в ${time}`,
    tomorrow: (time) => `Вернёмся завтра в ${time}`,
    later: (day, time) => `Вернёмся ${day} в ${time}`,
  },
  write: 'Напишите сообщение…',
  message: 'Сообщение',
  send: 'Отправить',
  attach: 'Прикрепить файлы',
  emoji: 'Эмодзи',
  dropHere: 'Отпустите файлы здесь',
  remove: (name) => `Убрать ${name}`,
  uploading: (percent) => `Загружаем, ${percent} %`,
  tooLarge: (name, limit) => `Файл ${name} больше ${limit}, мы его не взяли.`,
  uploadFailed: (name) => `Файл ${name} не загрузился. Попробуйте ещё раз или уберите его.`,
  retry: 'Ещё раз',
  notSent: 'Не отправлено',
  discard: 'Удалить',
  sending: 'Отправляем',
  sent: 'Отправлено',
  read: 'Прочитано',
  typing: (name) => `${name} печатает`,
  someone: 'Мы',
  me: 'Вы',
  deleted: 'Сообщение удалено',
  offline: 'Нет связи. Всё, что вы пишете, сохранится и уйдёт, как только она появится.',
  waking: 'Открываем чат…',
  failed: 'Чат не открылся.',
  failedWhy: 'Проверьте связь и попробуйте ещё раз. Ничего из написанного не пропало.',
  unknownKey: 'Этот чат больше не подключён.',
  today: 'Сегодня',
  yesterday: 'Вчера',
  newLines: 'Новое',
  earlier: 'Показать сообщения раньше',
  past: 'Прошлые разговоры',
  goBack: 'Назад',
  goesOn: 'Текущий разговор',
  filesOnly: 'Файлы',
  more: 'Показать ещё',
  file: (name, size) => `${name}, ${size}`,
  units: { b: 'Б', kb: 'КБ', mb: 'МБ' },
  survey: {
    thanks: 'Спасибо. Мы передали ваш ответ.',
    low: 'Что нам исправить?',
    high: 'Что понравилось больше всего?',
    commentSent: 'Спасибо, это прочитает человек.',
    sendComment: 'Отправить',
    failed: 'Ответ до нас не дошёл. Нажмите, пожалуйста, ещё раз.',
    scale: { csat: ['Очень плохо', 'Плохо', 'Нормально', 'Хорошо', 'Отлично'] },
    of: (label, score, max) => `${label}, ${score} из ${max}`,
  },
};
