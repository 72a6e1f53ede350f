// Who of the colleagues is there: kept in memory, each person with their own listeners; the desk tells every change.
import type { AgentPresence } from '@otklik/contract';
import { useCallback, useSyncExternalStore } from 'react';
import { put } from '../api/request.js';
import { tellRefusal } from '../shell/notices.js';
import type { DeskSocket } from './desk-socket.js';

export type { AgentPresence } from '@otklik/contract';
export type PresenceState = AgentPresence['state'];

const known = new Map<string, AgentPresence>();
const listeners = new Map<string, Set<() => void>>();
const ears = new Set<() => void>();

let told = false;

export function takePresence(people: AgentPresence[]): void {
  for (const person of people) known.set(person.agentId, person);
  // The first news also says of all others that they were never there.
  const changed = told ? people.map((person) => person.agentId) : [...listeners.keys()];
  told = true;
  for (const agentId of changed) for (const listener of listeners.get(agentId) ?? []) listener();
  for (const ear of ears) ear();
}

export function hearPresence(socket: DeskSocket): void {
  socket.on('agents.presence', takePresence);
}

/** Calls whenever anybody came or went; answers how to stop. */
export function onPresence(ear: () => void): () => void {
  ears.add(ear);
  return () => ears.delete(ear);
}

/** Null: they were never there. Undefined: nobody has told yet. */
export function usePresence(agentId: string): AgentPresence | null | undefined {
  const subscribe = useCallback(
    (listener: () => void) => {
      const mine = listeners.get(agentId) ?? new Set();
      listeners.set(agentId, mine.add(listener));
      return () => mine.delete(listener);
    },
    [agentId],
  );
  return useSyncExternalStore(subscribe, () => known.get(agentId) ?? (told ? null : undefined));
}

/** At once on this screen; if the desk refuses, back as it was. */
export async function choosePresence(me: string, state: PresenceState, handBack = false): Promise<void> {
  const before = known.get(me);
  if (before) takePresence([{ ...before, state, chosen: state, why: 'chosen', handBack }]);
  try {
    takePresence([await put<AgentPresence>('/api/v1/me/presence', { state, handBack })]);
  } catch (error) {
    if (before) takePresence([before]);
    tellRefusal(error);
  }
}
