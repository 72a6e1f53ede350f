// Development only: what was said in the stand-in desk's tickets; the first few show every kind of line.
import { randomUUID } from 'node:crypto';

const MAIL = `<p>Hello,</p><p>I ordered a <b>blue kettle</b> on Monday (order <a href="https://example.com/o/10482">10482</a>) and the page still says “packing”.</p>
<table cellpadding="6" style="border-collapse:collapse"><tr><td style="border:1px solid #ccc">Kettle, 1.7 l</td><td style="border:1px solid #ccc">1</td><td style="border:1px solid #ccc">39.90 €</td></tr></table>
<p><img src="https://tracker.example.com/pixel.gif" width="1" height="1"><img src="cid:photo1" alt="The box"></p><p>When can I expect it?</p>`;

export function conversations(world) {
  const [me, ivan] = world.agents;
  for (const [index, ticket] of world.tickets.entries()) {
    const lines = [];
    let seq = 0;
    let minutes = Math.round((world.now - Date.parse(ticket.openedAt)) / 60_000);
    const end = Math.round((world.now - Date.parse(ticket.lastMessageAt)) / 60_000);
    const at = () => world.ago(Math.max(minutes, end));
    const event = (name, payload = {}) =>
      lines.push({ type: 'event', id: randomUUID(), seq: ++seq, event: name, at: at(), payload });
    const say = (kind, text, change = {}) => {
      minutes -= 7;
      lines.push(
        message(world, ticket, {
          seq: ++seq,
          kind,
          text,
          at: at(),
          agentId: kind === 'customer' ? null : ivan.id,
          ...change,
        }),
      );
    };
    const by = (agent) => ({ by: 'agent', agentId: agent.id });
    minutes = index % 5 === 0 ? minutes + 1600 : minutes;
    event('ticket.opened', { startedBy: 'customer', number: ticket.number });
    if (ticket.channel === 'email') {
      const photo = world.picture('box.svg', 'photo1');
      say('customer', 'Hello, I ordered a blue kettle on Monday.', {
        html: MAIL,
        quoted: 'On Mon, Acme Shop wrote:\n> Thank you for your order 10482.\n> We will write when it leaves.',
        files: [photo, world.file('invoice-10482.pdf', 'application/pdf', 182_300)],
        mail: mail(ticket, ['help@acme.test'], ['boss@example.com']),
      });
      event('ticket.assigned', { actor: by(me), toAgentId: ivan.id });
      event('ticket.prioritised', { actor: by(me), to: 2 });
      event('ticket.tagged', { actor: by(ivan), tags: [1] });
      event('ticket.state-changed', { actor: by(ivan), from: 'open', to: 'hold' });
      say('note', 'Warehouse says it left this morning, the site lags behind. @Maria keep an eye on it please.', {
        state: 'noted',
      });
      say(
        'agent',
        'Good morning! Your kettle left our warehouse today; the courier rings you tomorrow between 10 and 14.',
        {
          state: index % 2 ? 'kept' : 'delivered',
          html: '<p>Good morning!</p><p>Your kettle left our warehouse <strong>today</strong>; the courier rings you tomorrow between 10 and 14:</p><ul><li><p>order <strong>10482</strong></p></li><li><p>track it on <a href="https://track.example.com">track.example.com</a></p></li></ul>',
          mail: mail(ticket, [ticket.contact.address], []),
        },
      );
    } else {
      say('customer', 'Hi! Is the blue kettle back in stock?');
      say('customer', 'I would need it before Friday 🙂 https://shop.example.com/kettle');
      event('ticket.assigned', { actor: by(ivan), toAgentId: ivan.id });
      say('agent', 'Good afternoon, Anna! Yes, it came back this morning: 14 pieces.', { state: 'read' });
      say('note', 'Regular customer, twelve orders. Free delivery if she asks.', { state: 'noted' });
      if (index % 2 === 0)
        say('agent', 'Shall I put one aside for you?', {
          state: ['failed', 'unknown', 'sent', 'sending'][(index / 2) % 4],
          remedy: index % 4 === 0 ? 'drop' : null,
        });
      say('customer', 'Yes please!', {
        files: [world.picture('kitchen.svg', null), world.file('voice.ogg', 'audio/ogg', 48_000)],
      });
      say('customer', ticket.preview);
    }
    if (ticket.state === 'solved') {
      event('ticket.solved', { actor: by(ivan) });
      event('survey.decided', ticket.rating ? { asked: true } : { asked: false, reason: 'asked-lately' });
      if (ticket.rating)
        say('bot', 'Survey', {
          agentId: null,
          state: 'delivered',
          card: {
            kind: 'survey',
            survey: 'csat',
            question: 'How satisfied are you with how we handled this?',
            scale: {
              min: 1,
              max: 5,
              labels: ['Very dissatisfied', 'Dissatisfied', 'Neither', 'Satisfied', 'Very satisfied'],
            },
            invitationId: randomUUID(),
            score: ticket.rating.score,
            comment: ticket.rating.comment,
          },
        });
    }
    ticket.seq = seq;
    world.lines.set(ticket.id, lines);
  }
}

const mail = (ticket, to, cc) => ({
  from: to[0] === ticket.contact.address ? 'help@acme.test' : ticket.contact.address,
  to,
  cc,
  subject: ticket.subject,
  messageId: 'x@y',
});

export function message(_world, ticket, change) {
  return {
    type: 'message',
    id: randomUUID(),
    seq: 0,
    kind: 'customer',
    state: 'received',
    agentId: null,
    contactId: change.kind === 'customer' || !change.kind ? ticket.contact.id : null,
    text: '',
    html: null,
    quoted: null,
    files: [],
    card: null,
    mail: null,
    why: null,
    at: new Date().toISOString(),
    undoUntil: null,
    remedy: null,
    editedAt: null,
    deletedAt: null,
    reactions: [],
    versions: [],
    template: null,
    ...change,
  };
}
