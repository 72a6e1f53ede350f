// Quiet lines above the composer: who else writes here, who has answered meanwhile, what was written on another device.
import { Button } from '@mantine/core';
import { IconArrowBackUp, IconDevices, IconEye, IconPencil, IconUserCheck, IconVariable } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import { type Conversation, conversationQuery } from '../api/queries.js';
import type { Ticket } from '../api/shapes.js';
import { assign } from '../conversation/change-ticket.js';
import { usePassing } from '../live/passing.js';
import { spanWords } from '../reports/spans.js';
import { useMe, useNames } from '../shell/people-names.js';
import { useNow } from '../words/moments.js';
import { useWords } from '../words/words.js';
import { type AsideWords, type DraftPart, isEmpty, type Mode } from './drafts.js';
import styles from './strips.module.css';

const LiveDraft = lazy(() => import('./live-draft.js').then((m) => ({ default: m.LiveDraft })));

export interface LastReply {
  seq: number;
  agentId: string | null;
  at: string;
}

const lastReplyOf = ({ items }: Conversation): LastReply | null => {
  let last: LastReply | null = null;
  for (const item of items)
    if (item.type === 'message' && item.kind === 'agent' && item.state !== 'undone' && item.seq > (last?.seq ?? 0))
      last = { seq: item.seq, agentId: item.agentId, at: item.at };
  return last;
};

/** Our latest public reply in this ticket, as far as this screen knows. */
export function useLastReply(ticketId: string): LastReply | null {
  return useQuery({ ...conversationQuery(ticketId), select: lastReplyOf }).data ?? null;
}

/** A colleague's reply that came after this one was begun. */
export function crossedBy(part: DraftPart, last: LastReply | null, me: string): LastReply | null {
  if (!last || isEmpty(part) || part.seenSeq === undefined) return null;
  return last.agentId !== me && last.seq > part.seenSeq ? last : null;
}

interface Props {
  ticket: Ticket;
  mode: Mode;
  part: DraftPart;
  crossed: LastReply | null;
  /** Gaps of a macro that nothing is known for, while their marks stand in the words. */
  unfilled: string[];
  onSendAnyway: () => void;
  onAside: (other: AsideWords, choice: 'use' | 'add' | 'drop') => void;
}

export function Strips({ ticket, mode, part, crossed, unfilled, onSendAnyway, onAside }: Props) {
  return (
    <>
      {part.aside?.map((other) => (
        <AsideStrip key={`${other.device} ${other.at}`} other={other} onAside={onAside} />
      ))}
      {unfilled.length > 0 && <UnfilledStrip names={unfilled} />}
      <TypingStrips ticketId={ticket.id} />
      {mode === 'reply' && crossed && (
        <CrossedStrip crossed={crossed} warned={part.warnedSeq === crossed.seq} onSendAnyway={onSendAnyway} />
      )}
      {mode === 'reply' && !crossed && !isEmpty(part) && <OwnerStrip ticket={ticket} />}
    </>
  );
}

function UnfilledStrip({ names }: { names: string[] }) {
  const { say } = useWords();
  return (
    <div className={styles.strip} data-warning data-testid="unfilled" role="alert">
      <div className={styles.line}>
        <IconVariable size={15} stroke={1.75} aria-hidden="true" />
        <span>{say('macro.missing', { names: names.join(', ') })}</span>
      </div>
    </div>
  );
}

function TypingStrips({ ticketId }: { ticketId: string }) {
  const { say } = useWords();
  const names = useNames();
  const [shown, setShown] = useState<string | null>(null);
  const people = usePassing('people', ticketId) ?? [];
  const writing = people.filter((one) => one.doing !== 'viewing' || one.agentId === shown);
  return writing.map(({ agentId, doing }) => (
    <div key={agentId} className={styles.strip} data-testid="typing-strip">
      <div className={styles.line} role="status">
        <IconPencil size={15} stroke={1.75} aria-hidden="true" />
        <span>
          {doing === 'viewing'
            ? say('here.paused', { name: names.agent(agentId) })
            : say(doing === 'noting' ? 'here.noting' : 'here.typing', { name: names.agent(agentId) })}
        </span>
        <Button
          size="compact-xs"
          variant="subtle"
          aria-expanded={shown === agentId}
          onClick={() => setShown(shown === agentId ? null : agentId)}
        >
          {say(shown === agentId ? 'here.hide' : 'here.show')}
        </Button>
      </div>
      {shown === agentId && (
        <Suspense>
          <LiveDraft ticketId={ticketId} agentId={agentId} />
        </Suspense>
      )}
    </div>
  ));
}

function CrossedStrip({
  crossed,
  warned,
  onSendAnyway,
}: {
  crossed: LastReply;
  warned: boolean;
  onSendAnyway: () => void;
}) {
  const { say, locale } = useWords();
  const names = useNames();
  const now = useNow(5000);
  const time = spanWords(Math.max(1, (now - Date.parse(crossed.at)) / 1000), locale);
  return (
    <div className={styles.strip} data-warning data-testid="crossed" role={warned ? 'alert' : 'status'}>
      <div className={styles.line}>
        <IconArrowBackUp size={15} stroke={1.75} aria-hidden="true" />
        <span>
          <strong>{say('crossed.replied', { name: names.agent(crossed.agentId), time })}</strong>{' '}
          {say(warned ? 'crossed.not-sent' : 'crossed.look')}
        </span>
        {warned && (
          <Button size="compact-xs" variant="default" onClick={onSendAnyway}>
            {say('crossed.anyway')}
          </Button>
        )}
      </div>
    </div>
  );
}

/** Somebody else's ticket: one may answer, but should know. */
function OwnerStrip({ ticket }: { ticket: Ticket }) {
  const { say } = useWords();
  const names = useNames();
  const me = useMe().agent.id;
  if (!ticket.assigneeId || ticket.assigneeId === me) return null;
  return (
    <div className={styles.strip} data-testid="owner-strip">
      <div className={styles.line} role="status">
        <IconUserCheck size={15} stroke={1.75} aria-hidden="true" />
        <span>{say('owner.other', { name: names.agent(ticket.assigneeId) })}</span>
        <Button size="compact-xs" variant="subtle" onClick={() => void assign(ticket, me, me, ticket.teamId)}>
          {say('owner.take')}
        </Button>
      </div>
    </div>
  );
}

function AsideStrip({ other, onAside }: { other: AsideWords; onAside: Props['onAside'] }) {
  const { say } = useWords();
  const [open, setOpen] = useState(false);
  const files = other.files.map((file) => file.name).join(', ');
  return (
    <div className={styles.strip} data-testid="aside">
      <div className={styles.line} role="status">
        <IconDevices size={15} stroke={1.75} aria-hidden="true" />
        <span>{say(other.device === 'before' ? 'aside.before' : 'aside.other')}</span>
        <Button size="compact-xs" variant="subtle" aria-expanded={open} onClick={() => setOpen(!open)}>
          {say(open ? 'here.hide' : 'here.show')}
        </Button>
      </div>
      {open && (
        <div className={styles.words}>
          <p>{[other.text, files].filter(Boolean).join('\n')}</p>
          <div className={styles.choices}>
            {(['use', 'add', 'drop'] as const).map((choice) => (
              <Button key={choice} size="compact-xs" variant="default" onClick={() => onAside(other, choice)}>
                {say(`aside.${choice}`)}
              </Button>
            ))}
          </div>
        </div>
      )}
    </div>
  );
}

/** The writer knows who looks on. */
export function Watched({ ticketId }: { ticketId: string }) {
  const { say } = useWords();
  const names = useNames();
  const watchers = usePassing('watchers', ticketId) ?? [];
  if (watchers.length === 0) return null;
  const words = say('watched.by', { names: watchers.map((id) => names.agent(id)).join(', ') });
  return (
    <span className={styles.watched} role="status" title={words}>
      <IconEye size={14} stroke={1.75} aria-hidden="true" />
      <span>{words}</span>
    </span>
  );
}
