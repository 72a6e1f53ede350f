// Words of a conversation that we begin, in Bulgarian.
export const starting = {
  'start.title': 'Нов разговор',
  'start.to': 'До',
  'start.to-hint': 'Име или имейл адрес',
  'start.to-nobody': 'Избор на друг човек',
  'start.to-new': 'Пишете на {address}',
  'start.to-none': 'Няма никого с такова име. Може и имейл адрес.',
  'start.way': 'Как',
  'start.way-hint': 'Първо изберете до кого',
  'start.no-way': 'Никой наш канал не стига до него',
  'start.by-mail': '{to}, от {from}',
  'start.subject': 'Тема',
  'start.words': 'Какво искате да кажете?',
  'start.send': 'Изпращане',
  'start.begun': 'Изпратено. Заявката е ваша.',
  'start.talking': 'Там вече се води разговор: заявка №\u00a0{number}.',
  'start.go-there': 'Пренасяне на текста ми там',
};
