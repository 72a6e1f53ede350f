// What a sign in the text offers: macros after `/`, colleagues after `@`, emoji after `:`; chosen by keyboard, beside the caret.
import { useQuery } from '@tanstack/react-query';
import { type Ref, useEffect, useImperativeHandle, useState } from 'react';
import { createPortal } from 'react-dom';
import { agentsQuery, teamsQuery } from '../api/queries.js';
import { useMe } from '../shell/people-names.js';
import { useWords } from '../words/words.js';
import { useActionWords } from './action-chips.js';
import { emojiQuery, findEmoji } from './emoji/emoji.js';
import { best, type Trigger } from './find-words.js';
import { type Macro, macrosQuery } from './macros.js';
import styles from './suggestions.module.css';

export type Chosen =
  | { kind: 'macro'; macro: Macro }
  | { kind: 'emoji'; sign: string }
  | { kind: 'mention'; who: string; label: string };

interface Offer {
  id: string;
  sign?: string;
  words: string;
  hint: string;
  chosen: Chosen;
}

export interface SuggestionsHandle {
  /** True: the key was meant for the list. */
  key(event: KeyboardEvent): boolean;
}

export interface Beside {
  /** Where the caret stands. */
  left: number;
  top: number;
  /** The sides of the composer: what stands beside it stays in sight. */
  from: number;
  edge: number;
}

interface Props {
  trigger: Trigger;
  at: Beside;
  ref: Ref<SuggestionsHandle>;
  onChoose: (chosen: Chosen) => void;
  onClose: () => void;
  /** The id of the offer that Enter takes, for the field that has the focus. */
  onActive: (id: string | null) => void;
}

const LIST = 'composer-suggestions';
const MOST = 8;

export function Suggestions({ trigger, at, ref, onChoose, onClose, onActive }: Props) {
  const { say } = useWords();
  const offers = useOffers(trigger);
  const [index, setIndex] = useState(0);
  const chosen = Math.min(index, offers.length - 1);
  const offer = offers[chosen];
  // biome-ignore lint/correctness/useExhaustiveDependencies: other words begin at the top again
  useEffect(() => setIndex(0), [trigger.query, trigger.kind]);
  useEffect(() => {
    onActive(offer ? `${LIST}-${offer.id}` : null);
    return () => onActive(null);
  }, [offer, onActive]);
  useImperativeHandle(ref, () => ({
    key(event) {
      if (!offer) return false;
      if (event.key === 'ArrowDown') setIndex((chosen + 1) % offers.length);
      else if (event.key === 'ArrowUp') setIndex((chosen - 1 + offers.length) % offers.length);
      else if (event.key === 'Enter' || event.key === 'Tab') onChoose(offer.chosen);
      else if (event.key === 'Escape') onClose();
      else return false;
      return true;
    },
  }));
  if (offers.length === 0) return null;
  const macro = offer?.chosen.kind === 'macro' ? offer.chosen.macro : null;
  return createPortal(
    <div
      className={styles.popup}
      data-kind={trigger.kind}
      style={
        {
          '--caret-x': `${at.left}px`,
          '--from': `${at.from}px`,
          '--edge': `${at.edge}px`,
          bottom: window.innerHeight - at.top + 8,
        } as React.CSSProperties
      }
      data-testid="suggestions"
    >
      <div id={LIST} role="listbox" aria-label={say(`suggest.${trigger.kind}`)} className={styles.list}>
        {offers.map((one, number) => (
          <button
            type="button"
            key={one.id}
            id={`${LIST}-${one.id}`}
            role="option"
            tabIndex={-1}
            aria-selected={number === chosen}
            ref={number === chosen ? (element) => element?.scrollIntoView({ block: 'nearest' }) : undefined}
            onMouseMove={() => setIndex(number)}
            onMouseDown={(event) => {
              event.preventDefault();
              onChoose(one.chosen);
            }}
          >
            {one.sign && <span className={styles.sign}>{one.sign}</span>}
            <span className={styles.words}>{one.words}</span>
            {one.hint && <small>{one.hint}</small>}
          </button>
        ))}
      </div>
      {macro && <MacroPreview macro={macro} />}
    </div>,
    document.body,
  );
}

function MacroPreview({ macro }: { macro: Macro }) {
  const words = useActionWords();
  return (
    <div className={styles.preview} aria-hidden="true">
      <p>{macro.text}</p>
      {macro.actions.length > 0 && (
        <ul>
          {macro.actions.map((action) => (
            <li key={JSON.stringify(action)}>{words(action)}</li>
          ))}
        </ul>
      )}
    </div>
  );
}

function useOffers({ kind, query }: Trigger): Offer[] {
  const { say, locale } = useWords();
  const me = useMe();
  const macros = useQuery({ ...macrosQuery, enabled: kind === 'macro' }).data;
  const agents = useQuery({ ...agentsQuery, enabled: kind === 'mention' }).data;
  const teams = useQuery({ ...teamsQuery, enabled: kind === 'mention' }).data;
  const emoji = useQuery({ ...emojiQuery(locale), enabled: kind === 'emoji' }).data;
  if (kind === 'macro')
    return best(query, macros ?? [], (one) => `${one.name} ${one.text.slice(0, 120)}`, MOST).map((macro) => ({
      id: macro.id,
      words: macro.name,
      hint: say(`macro-scope.${macro.scope}`),
      chosen: { kind, macro },
    }));
  if (kind === 'emoji')
    return findEmoji(emoji ?? [], query, MOST).map(({ sign, name }) => ({
      id: sign,
      sign,
      words: name,
      hint: '',
      chosen: { kind, sign },
    }));
  const people = (agents ?? [])
    .filter((one) => !one.disabled && one.id !== me.agent.id)
    .map((one) => ({ ...one, who: `agent:${one.id}`, hint: '' }));
  const groups = (teams ?? []).map((one) => ({ ...one, who: `team:${one.id}`, hint: say('suggest.team') }));
  return best(query, [...people, ...groups], (one) => one.name, MOST).map(({ id, name, who, hint }) => ({
    id,
    words: name,
    hint,
    chosen: { kind, who, label: name },
  }));
}
