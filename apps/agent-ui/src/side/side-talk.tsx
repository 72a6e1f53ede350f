// One conversation beside a ticket, opened in place: its words, and a small composer of its own.
import { ActionIcon, Button, Menu, Skeleton } from '@mantine/core';
import type { MessageItem } from '@otklik/contract';
import { IconChecks, IconDots, IconMailForward } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useLayoutEffect, useRef } from 'react';
import { conversationQuery } from '../api/queries.js';
import { post } from '../api/request.js';
import type { Side, Ticket } from '../api/shapes.js';
import { type DraftPart, onGivenBack, readDraft, writeDraft } from '../composer/drafts.js';
import { outgoingOf } from '../composer/outgoing-of.js';
import { takeOwn } from '../live/hear-news.js';
import { Failed } from '../shell/edges.js';
import { useMe } from '../shell/people-names.js';
import { useWords } from '../words/words.js';
import styles from './side.module.css';
import { SideEditor } from './side-editor.js';
import { SideState } from './side-list.js';
import { SideWords } from './side-words.js';
import { markSideSeen, renewSides, setClosed, sideName } from './sides.js';

export function SideTalk({ ticket, side, works }: { ticket: Ticket; side: Side; works: boolean }) {
  const { say } = useWords();
  const conversation = useQuery(conversationQuery(side.id));
  const scroller = useRef<HTMLDivElement>(null);
  const items = (conversation.data?.items ?? []).filter(
    (item): item is MessageItem => item.type === 'message' && item.state !== 'undone',
  );
  const last = items.at(-1)?.id;
  // biome-ignore lint/correctness/useExhaustiveDependencies: to the foot whenever something was said
  useLayoutEffect(() => {
    const element = scroller.current;
    if (element) element.scrollTop = element.scrollHeight;
  }, [last]);
  useEffect(() => {
    if (side.unread && document.visibilityState === 'visible') void markSideSeen(ticket.id, side.id);
  }, [side.unread, side.id, ticket.id]);
  const name = sideName(side);
  const closed = side.state === 'closed';
  return (
    <div className={styles.talk}>
      <div className={styles.about}>
        <div>
          <strong dir="auto">{name}</strong>
          {side.contact.name && <small>{side.contact.address}</small>}
          <p dir="auto">{side.subject}</p>
        </div>
        <SideState side={side} />
        {works && (
          <Menu position="bottom-end" width={240} withInitialFocusPlaceholder={false}>
            <Menu.Target>
              <ActionIcon aria-label={say('side.more')}>
                <IconDots size={18} stroke={1.75} />
              </ActionIcon>
            </Menu.Target>
            <Menu.Dropdown>
              <Menu.Item
                leftSection={
                  closed ? <IconMailForward size={16} stroke={1.75} /> : <IconChecks size={16} stroke={1.75} />
                }
                onClick={() => void setClosed(ticket.id, side.id, !closed)}
              >
                {say(closed ? 'side.reopen' : 'side.close')}
              </Menu.Item>
            </Menu.Dropdown>
          </Menu>
        )}
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scroll area must be reachable by keyboard */}
      <div ref={scroller} className={styles.scroll} role="log" aria-label={say('side.with', { name })} tabIndex={0}>
        {conversation.isPending && <Skeleton height={60} />}
        {conversation.isError && !conversation.data && (
          <Failed error={conversation.error} reset={() => void conversation.refetch()} />
        )}
        {items.map((item) => (
          <SideWords key={item.id} item={item} sideId={side.id} them={name} />
        ))}
      </div>
      {!works ? <p className={styles.unseen}>{say('side.locked')}</p> : <Answer ticketId={ticket.id} side={side} />}
    </div>
  );
}

function Answer({ ticketId, side }: { ticketId: string; side: Side }) {
  const { say } = useWords();
  const my = useMe().agent.id;
  const name = sideName(side);
  const keep = (part: DraftPart) => writeDraft(my, side.id, { ...readDraft(my, side.id), mode: 'reply', reply: part });
  const send = async (part: DraftPart) => {
    const { key, text, html, files } = outgoingOf(part, 'reply');
    const fileIds = files.map((file) => file.id);
    const contentIds = Object.fromEntries(fileIds.map((id) => [id, id]));
    const body = { text, html, fileIds, contentIds };
    const { item } = await post<{ item: MessageItem }>(`/api/v1/tickets/${side.id}/messages`, body, {
      'idempotency-key': key,
    });
    takeOwn(side.id, item);
    void renewSides(ticketId);
  };
  return (
    <SideEditor
      label={say('side.write', { name })}
      read={() => readDraft(my, side.id).reply}
      keep={keep}
      send={send}
      again={(listen) => onGivenBack((id) => id === side.id && listen())}
      button={(ready, busy, go) => (
        <Button size="xs" disabled={!ready} loading={busy} onClick={go}>
          {say('side.send')}
        </Button>
      )}
    />
  );
}
