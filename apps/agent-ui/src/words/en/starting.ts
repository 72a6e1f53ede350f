// Words of a conversation that we begin, in English.
export const starting = {
  'start.title': 'New conversation',
  'start.to': 'To',
  'start.to-hint': 'A name, or an e-mail address',
  'start.to-nobody': 'Choose somebody else',
  'start.to-new': 'Write to {address}',
  'start.to-none': 'Nobody is called that. An e-mail address works too.',
  'start.way': 'By',
  'start.way-hint': 'Choose to whom first',
  'start.no-way': 'No connection of ours reaches them',
  'start.by-mail': '{to}, from {from}',
  'start.subject': 'Subject',
  'start.words': 'What do you want to say?',
  'start.send': 'Send',
  'start.begun': 'Sent. The ticket is yours.',
  'start.talking': 'They are talking to us there already: ticket #{number}.',
  'start.go-there': 'Take my words there',
};
