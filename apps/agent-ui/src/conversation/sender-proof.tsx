// Whether a mail really comes from whom it says: a quiet shield when proven, a clear warning when its domain disowns it.
import type { MessageItem } from '@otklik/contract';
import { IconAlertTriangle, IconShieldCheck } from '@tabler/icons-react';
import { Hint } from '../shell/hints.js';
import { useWords } from '../words/words.js';
import styles from './afterwards.module.css';

type Mail = MessageItem['mail'];

const domainOf = (mail: NonNullable<Mail>) => mail.from.split('@').at(-1) ?? '';

export function Proven({ mail }: { mail: Mail }) {
  const { say } = useWords();
  if (mail?.authentication?.verdict !== 'pass') return null;
  const words = say('auth.pass', { domain: domainOf(mail) });
  return (
    <Hint label={words}>
      <IconShieldCheck size={15} stroke={1.75} className={styles.shield} role="img" aria-label={words} />
    </Hint>
  );
}

export function Forged({ mail }: { mail: Mail }) {
  const { say } = useWords();
  const found = mail?.authentication;
  if (!mail || found?.verdict !== 'fail') return null;
  const checks = (['spf', 'dkim', 'dmarc'] as const)
    .flatMap((name) => (found[name] ? [`${name.toUpperCase()} ${found[name]}`] : []))
    .join(', ');
  return (
    <p className={styles.forged} role="alert">
      <IconAlertTriangle size={16} stroke={1.75} aria-hidden="true" />
      <span>{say('auth.fail', { domain: domainOf(mail), checks })}</span>
    </p>
  );
}
