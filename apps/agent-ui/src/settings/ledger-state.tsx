// The states of what came in: which there are, how each looks, and what asks for them anew.
import { queryClient } from '../api/queries.js';
import type { LedgerItem } from '../api/shapes.js';
import { useWords } from '../words/words.js';
import { Mark } from './parts.js';

export const STATES = ['received', 'accepted', 'duplicate', 'dropped', 'quarantined', 'failed'] as const;
export type State = (typeof STATES)[number];
const TONES: Record<State, 'good' | 'bad' | 'quiet'> = {
  received: 'quiet',
  accepted: 'good',
  duplicate: 'quiet',
  dropped: 'quiet',
  quarantined: 'bad',
  failed: 'bad',
};

export const renewLedger = () => queryClient.invalidateQueries({ queryKey: ['ledger'] });

export function LedgerState({ item }: { item: LedgerItem }) {
  const { say } = useWords();
  const state = STATES.find((each) => each === item.state) ?? 'received';
  return <Mark tone={TONES[state]}>{say(`ledger.${state}`)}</Mark>;
}
