// Who else gets a reply by mail: Cc as it stands, changed by hand, and Bcc. Loaded when somebody opens it.
import { TagsInput } from '@mantine/core';
import { tell } from '../shell/notices.js';
import { useWords } from '../words/words.js';
import styles from './composer.module.css';

interface Props {
  cc: string[];
  bcc: string[];
  onChange: (copies: { cc: string[]; bcc: string[] }) => void;
}

const ADDRESS = /^[^\s@<>]+@[^\s@<>]+\.[^\s@<>]+$/;
/** `Anna <anna@shop.example>` is pasted as often as the bare address. */
const bare = (words: string) => (/<([^<>]+)>\s*$/.exec(words)?.[1] ?? words).trim();

export function Copies({ cc, bcc, onChange }: Props) {
  const { say } = useWords();
  const clean = (given: string[]): string[] => {
    const addresses = given.map(bare);
    const wrong = addresses.find((one) => !ADDRESS.test(one));
    if (wrong !== undefined) tell(say('copies.wrong', { address: wrong }), true);
    return addresses.filter((one) => ADDRESS.test(one));
  };
  const common = { size: 'xs' as const, splitChars: [',', ';'], acceptValueOnBlur: true, className: styles.copies };
  return (
    <div className={styles.copyFields}>
      <TagsInput
        {...common}
        label={say('copies.cc')}
        placeholder={cc.length === 0 ? say('copies.hint') : ''}
        value={cc}
        onChange={(next) => onChange({ cc: clean(next), bcc })}
      />
      <TagsInput
        {...common}
        label={say('copies.bcc')}
        value={bcc}
        onChange={(next) => onChange({ cc, bcc: clean(next) })}
      />
    </div>
  );
}
