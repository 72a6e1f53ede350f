// What else can be done with a ticket: seldom enough to stand in a menu.
import { ActionIcon, Button, Group, Menu, Modal } from '@mantine/core';
import {
  IconAlertTriangle,
  IconArrowBackUp,
  IconArrowMerge,
  IconCheck,
  IconDots,
  IconDownload,
  IconHeartHandshake,
  IconLink,
  IconMailForward,
  IconMessages,
  IconMoodSmile,
  IconPrinter,
  IconTag,
  IconTrash,
  IconZzz,
} from '@tabler/icons-react';
import { lazy, Suspense, useState } from 'react';
import type { Ticket } from '../api/shapes.js';
import { LightMenu } from '../shell/light-menu.js';
import { useMe } from '../shell/people-names.js';
import { openAside } from '../side/sides.js';
import { openTool } from '../tickets/tool-state.js';
import { useWords } from '../words/words.js';
import { onlyThanks, setPriority, setSpam } from './change-ticket.js';
import { trashTicket, undoMerge } from './merging.js';
import { undoSplit } from './split-out.js';
import type { TicketDeeds } from './ticket-deeds.js';
import styles from './ticket-head.module.css';

interface Props {
  ticket: Ticket;
  deeds: TicketDeeds;
  onTags: () => void;
}

const TranscriptModal = lazy(() => import('./transcript-modal.js').then((m) => ({ default: m.TranscriptModal })));

const AskSurvey = lazy(() => import('./ask-survey.js').then((m) => ({ default: m.AskSurvey })));
const icon = { size: 16, stroke: 1.75 };

export function MoreMenu(props: Props) {
  const { say } = useWords();
  const { ticket } = props;
  const [asked, setAsked] = useState(false);
  const [mailing, setMailing] = useState(false);
  const [asking, setAsking] = useState(false);
  return (
    <>
      <LightMenu
        position="bottom-end"
        width={296}
        withInitialFocusPlaceholder={false}
        label={say('ticket.more')}
        dropdown={styles.more}
        button={
          <ActionIcon aria-label={say('ticket.more')}>
            <IconDots size={18} stroke={1.75} />
          </ActionIcon>
        }
      >
        {ticket.gone === null && <Deeds {...props} onTrash={() => setAsked(true)} onAsk={() => setAsking(true)} />}
        <Menu.Item
          leftSection={<IconPrinter {...icon} />}
          onClick={() => void import('./print.js').then((m) => m.printTicket(ticket.id))}
        >
          {say('command.print')}
        </Menu.Item>
        {ticket.gone === null && (
          <Menu.Item leftSection={<IconMailForward {...icon} />} onClick={() => setMailing(true)}>
            {say('transcript.title')}
          </Menu.Item>
        )}
        {ticket.gone !== 'merged' && (
          <>
            <Menu.Item
              leftSection={<IconDownload {...icon} />}
              component="a"
              href={`/api/v1/tickets/${ticket.id}/export.html`}
              download
            >
              {say('export.html')}
            </Menu.Item>
            <Menu.Item
              leftSection={<span className={styles.noIcon} />}
              component="a"
              href={`/api/v1/tickets/${ticket.id}/export.json`}
              download
            >
              {say('export.json')}
            </Menu.Item>
          </>
        )}
      </LightMenu>
      <Suspense>{mailing && <TranscriptModal ticketId={ticket.id} onClose={() => setMailing(false)} />}</Suspense>
      {asking && (
        <Suspense fallback={null}>
          <AskSurvey ticketId={ticket.id} onClose={() => setAsking(false)} />
        </Suspense>
      )}
      {asked && (
        <Modal
          opened
          onClose={() => setAsked(false)}
          size={420}
          title={say('trash.ask', { number: ticket.number })}
          closeButtonProps={{ 'aria-label': say('close') }}
        >
          <p className={styles.ask}>{say('trash.ask-hint')}</p>
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={() => setAsked(false)}>
              {say('cancel')}
            </Button>
            <Button
              data-autofocus
              onClick={() => {
                setAsked(false);
                void trashTicket(ticket, props.deeds.back, props.deeds.open);
              }}
            >
              {say('command.trash')}
            </Button>
          </Group>
        </Modal>
      )}
    </>
  );
}

function Deeds({ ticket, onTags, deeds, onTrash, onAsk }: Props & { onTrash: () => void; onAsk: () => void }) {
  const { say } = useWords();
  const me = useMe();
  const my = me.agent.id;
  const { splitFrom } = ticket;
  const closed = ticket.state === 'closed';
  const mayDelete = me.agent.role !== 'agent' || me.workspace.agentsMayDelete;
  return (
    <>
      {ticket.episode > 1 && (ticket.state === 'open' || ticket.state === 'new') && (
        <Menu.Item leftSection={<IconHeartHandshake {...icon} />} onClick={() => void onlyThanks(ticket, my)}>
          {say('command.only-thanks')}
        </Menu.Item>
      )}
      {ticket.state === 'solved' && (
        <Menu.Item leftSection={<IconMoodSmile {...icon} />} onClick={onAsk}>
          {say('command.ask-survey')}
        </Menu.Item>
      )}
      {!closed && (
        <Menu.Item
          leftSection={<IconArrowMerge {...icon} />}
          rightSection={<kbd className="key">M</kbd>}
          onClick={() => deeds.merge(ticket, null)}
        >
          {say('command.merge')}
        </Menu.Item>
      )}
      {!closed && (
        <Menu.Item
          leftSection={<IconMessages {...icon} />}
          onClick={() => openAside(ticket.id, { at: 'new', quote: null })}
        >
          {say('side.new')}
        </Menu.Item>
      )}
      <Menu.Item leftSection={<IconLink {...icon} />} onClick={() => deeds.link(ticket.id)}>
        {say('command.link')}
      </Menu.Item>
      {ticket.mergedFrom.map((one) => (
        <Menu.Item
          key={one.id}
          leftSection={<IconArrowBackUp {...icon} />}
          onClick={() => void undoMerge(one, ticket.id, deeds.open)}
        >
          {say('matter.undo-of', { number: one.number })}
        </Menu.Item>
      ))}
      {splitFrom && (
        <Menu.Item leftSection={<IconArrowBackUp {...icon} />} onClick={() => void undoSplit(ticket.id, deeds.open)}>
          {say('split.undo', { number: splitFrom.number })}
        </Menu.Item>
      )}
      {ticket.state !== 'solved' && !closed && (
        <Menu.Item
          leftSection={<IconZzz {...icon} />}
          rightSection={<kbd className="key">S</kbd>}
          onClick={() => openTool('snooze')}
        >
          {say('snooze.title')}
        </Menu.Item>
      )}
      <Menu.Item leftSection={<IconTag {...icon} />} onClick={onTags}>
        {say('tags.edit')}
      </Menu.Item>
      {!closed && (
        <Menu.Item leftSection={<IconAlertTriangle {...icon} />} onClick={() => void setSpam(ticket, my, !ticket.spam)}>
          {say(ticket.spam ? 'spam.not' : 'spam.mark')}
        </Menu.Item>
      )}
      {mayDelete && (
        <Menu.Item leftSection={<IconTrash {...icon} />} onClick={onTrash}>
          {say('command.trash')}
        </Menu.Item>
      )}
      <Menu.Divider />
      <Menu.Label>{say('priority.label')}</Menu.Label>
      {([3, 2, 1, 0] as const).map((priority) => (
        <Menu.Item
          key={priority}
          rightSection={priority === ticket.priority && <IconCheck size={16} />}
          onClick={() => void setPriority(ticket, my, priority)}
        >
          {say(`priority.${priority}`)}
        </Menu.Item>
      ))}
      <Menu.Divider />
    </>
  );
}
