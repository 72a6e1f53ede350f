// Messages that are not yet at the desk, at the foot of the conversation, with what is happening to them.
import { Button } from '@mantine/core';
import { IconAlertTriangle, IconClock, IconCloudOff } from '@tabler/icons-react';
import lines from '../conversation/lines.module.css';
import state from '../conversation/message-state.module.css';
import { PlainText, RichText } from '../conversation/rich-text.js';
import { useWords } from '../words/words.js';
import { giveBack } from './drafts.js';
import { forgetOutgoing, type Outgoing, send } from './outgoing.js';

export function OutgoingLine({ one }: { one: Outgoing }) {
  const { say } = useWords();
  const back = () => {
    forgetOutgoing(one);
    giveBack(one.agentId, one.ticketId, one, one.mode);
  };
  return (
    <article className={lines.line} data-ours data-testid="outgoing" data-state={one.state}>
      <div className={one.mode === 'note' ? lines.note : lines.bubble}>
        {one.html ? <RichText html={one.html} files={one.files} /> : <PlainText text={one.text} />}
        {one.files.length > 0 && <PlainText text={one.files.map((file) => file.name).join(', ')} />}
      </div>
      {one.state === 'refused' ? (
        <div className={state.broken} data-state="failed" role="alert">
          <IconAlertTriangle size={16} stroke={1.75} aria-hidden="true" />
          <span>
            <strong>{say('outgoing.refused')}</strong> {one.words}
          </span>
          <Button size="compact-xs" variant="default" onClick={back}>
            {say('outgoing.edit')}
          </Button>
          <Button size="compact-xs" variant="default" onClick={() => send(one)}>
            {say('again')}
          </Button>
        </div>
      ) : (
        <span className={state.state}>
          {one.state === 'waiting' ? (
            <IconCloudOff size={14} stroke={1.75} aria-hidden="true" />
          ) : (
            <IconClock size={14} stroke={1.75} aria-hidden="true" />
          )}
          {say(one.state === 'waiting' ? 'outgoing.waiting' : 'message.sending')}
        </span>
      )}
    </article>
  );
}
