// Words of a conversation that we begin, in Russian.
export const starting = {
  'start.title': 'Новый разговор',
  'start.to': 'Кому',
  'start.to-hint': 'Имя или адрес почты',
  'start.to-nobody': 'Выбрать другого человека',
  'start.to-new': 'Написать на {address}',
  'start.to-none': 'Никого с таким именем нет. Можно указать адрес почты.',
  'start.way': 'Как',
  'start.way-hint': 'Сначала выберите кому',
  'start.no-way': 'Ни один наш канал до него не достаёт',
  'start.by-mail': '{to}, от {from}',
  'start.subject': 'Тема',
  'start.words': 'Что хотите сказать?',
  'start.send': 'Отправить',
  'start.begun': 'Отправлено. Обращение за вами.',
  'start.talking': 'Там уже идёт разговор: обращение №\u00a0{number}.',
  'start.go-there': 'Перенести мой текст туда',
};
