// A conversation with somebody else begins: to whom, about what, in which words, and whether the ticket waits for them.
import { Button, Checkbox, Select, TagsInput, TextInput } from '@mantine/core';
import type { MessageItem } from '@otklik/contract';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { agentsQuery } from '../api/queries.js';
import { get, post } from '../api/request.js';
import type { Mailbox, StartedSide, Ticket } from '../api/shapes.js';
import { type DraftPart, emptyPart, textToHtml } from '../composer/drafts.js';
import { outgoingOf } from '../composer/outgoing-of.js';
import { setState } from '../conversation/change-ticket.js';
import { tell } from '../shell/notices.js';
import { useMe, useNames } from '../shell/people-names.js';
import { contactName } from '../tickets/ticket-row.js';
import { fullTime } from '../words/moments.js';
import { useWords } from '../words/words.js';
import styles from './side.module.css';
import { type Kept, keepNew, readNew } from './side-draft.js';
import { SideEditor } from './side-editor.js';
import { openAside, renewSides } from './sides.js';

const ADDRESS = /^[^\s@<>]+@[^\s@<>]+\.[^\s@<>]+$/;
/** `Anna <anna@shop.example>` is pasted as often as the bare address. */
const bare = (words: string) => (/<([^<>]+)>\s*$/.exec(words)?.[1] ?? words).trim();

export function SideStart({ ticket, quote }: { ticket: Ticket; quote: MessageItem | null }) {
  const { say, locale } = useWords();
  const me = useMe();
  const names = useNames();
  const my = me.agent.id;
  const [kept, setKept] = useState<Kept>(() => {
    const known = readNew(my, ticket.id);
    const subject = known.subject || (ticket.subject ?? '');
    if (!quote) return { ...known, subject };
    const who = quote.kind === 'customer' ? contactName(ticket.contact) : names.agent(quote.agentId);
    const head = say('side.quote-head', { name: who, time: fullTime(quote.at, locale) });
    return { ...known, subject, part: quoted(known.part, quote, head) };
  });
  const [hold, setHold] = useState(false);
  const [wakes, setWakes] = useState(true);
  const [from, setFrom] = useState<string | null>(null);
  const [lacking, setLacking] = useState<'to' | 'subject' | null>(null);
  const change = (next: Partial<Kept>) => setKept((now) => ({ ...now, ...next }));
  useEffect(() => keepNew(my, ticket.id, kept), [my, ticket.id, kept]);
  useEffect(() => document.getElementById('side-to')?.focus(), []);
  const agents = useQuery(agentsQuery).data ?? [];
  const mailboxes = useQuery({
    queryKey: ['mailboxes'],
    queryFn: () => get<Mailbox[]>('/api/v1/conversations/mailboxes'),
  }).data;
  const usual = mailboxes?.find(({ id }) => id === ticket.connectionId) ?? mailboxes?.[0];
  const colleagues = agents.filter((one) => !one.disabled && one.id !== my).map((one) => one.email);
  const clean = (given: string[]) => {
    const addresses = given.map(bare);
    const wrong = addresses.find((one) => !ADDRESS.test(one));
    if (wrong !== undefined) tell(say('copies.wrong', { address: wrong }), true);
    return [...new Set(addresses.filter((one) => ADDRESS.test(one)))];
  };
  const lacks = () => {
    const missing = kept.to.length === 0 ? 'to' : kept.subject.trim() === '' ? 'subject' : null;
    setLacking(missing);
    if (missing) document.getElementById(`side-${missing}`)?.focus();
    return missing !== null;
  };
  const send = async (part: DraftPart) => {
    const { key, text, html, files } = outgoingOf(part, 'reply');
    const fileIds = files.map((file) => file.id);
    const started = await post<StartedSide>(
      `/api/v1/tickets/${ticket.id}/sides`,
      {
        to: kept.to,
        subject: kept.subject,
        text,
        html,
        fileIds,
        contentIds: Object.fromEntries(fileIds.map((id) => [id, id])),
        wakes,
        ...(from ? { connectionId: from } : {}),
      },
      { 'idempotency-key': key },
    );
    keepNew(my, ticket.id, null);
    if (hold) await setState(ticket, my, 'hold');
    await renewSides(ticket.id);
    openAside(ticket.id, { at: 'one', id: started.sideId });
  };
  if (mailboxes?.length === 0) return <p className={styles.none}>{say('side.no-mailbox')}</p>;
  const sleeps = ticket.state === 'hold' || ticket.snoozedUntil !== null;
  return (
    <div className={styles.start}>
      <div className={styles.fields}>
        <TagsInput
          id="side-to"
          label={say('side.to')}
          description={say('side.to-hint')}
          placeholder={kept.to.length === 0 ? 'warehouse@example.com' : ''}
          value={kept.to}
          data={colleagues}
          maxTags={20}
          splitChars={[',', ';', ' ']}
          acceptValueOnBlur
          error={lacking === 'to' && say('side.to-needed')}
          onChange={(next) => change({ to: clean(next) })}
        />
        <TextInput
          id="side-subject"
          label={say('start.subject')}
          value={kept.subject}
          maxLength={250}
          error={lacking === 'subject' && say('side.subject-needed')}
          onChange={(event) => change({ subject: event.currentTarget.value })}
        />
        {mailboxes && mailboxes.length > 1 && (
          <Select
            label={say('side.from')}
            data={mailboxes.map(({ id, address }) => ({ value: id, label: address }))}
            value={from ?? usual?.id ?? null}
            onChange={setFrom}
            allowDeselect={false}
          />
        )}
      </div>
      <SideEditor
        label={say('start.words')}
        read={() => kept.part}
        keep={(part) => change({ part })}
        lacks={lacks}
        send={send}
        button={(ready, busy, go) => (
          <Button size="xs" disabled={!ready} loading={busy} onClick={go}>
            {say('side.send')}
          </Button>
        )}
      />
      <div className={styles.after}>
        {!sleeps && (
          <Checkbox
            size="xs"
            label={say('side.hold')}
            checked={hold}
            onChange={(event) => setHold(event.currentTarget.checked)}
          />
        )}
        <Checkbox
          size="xs"
          label={say('side.wakes')}
          checked={wakes}
          onChange={(event) => setWakes(event.currentTarget.checked)}
        />
      </div>
    </div>
  );
}

/** The message that was chosen, and nothing else of the ticket: seen before it goes, and changed or taken out like any words. */
function quoted(part: DraftPart, message: MessageItem, head: string): DraftPart {
  const words = `<p></p>${textToHtml(head)}<blockquote>${textToHtml(message.text)}</blockquote>`;
  const text = `${part.text}\n\n${head}\n${message.text}`;
  const files = [...part.files, ...message.files.filter((file) => !part.files.some(({ id }) => id === file.id))];
  return { ...part, html: part.html + words, text, files, key: emptyPart().key };
}
