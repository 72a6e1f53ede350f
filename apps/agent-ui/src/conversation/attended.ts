// Which ticket has been on the screen for a breath: whoever only passes by a ticket, or draws it ahead, asks nothing about it.
import { useEffect, useState, useSyncExternalStore } from 'react';

let attended: string | null = null;
const listeners = new Set<() => void>();

export function attend(ticketId: string | null): void {
  if (attended === ticketId) return;
  attended = ticketId;
  for (const listener of listeners) listener();
}

const hear = (listener: () => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

export const useAttended = (ticketId: string): boolean => useSyncExternalStore(hear, () => attended === ticketId);

/** The same, some time later. */
export function useAttendedFor(ticketId: string, ms: number): boolean {
  const attended = useAttended(ticketId);
  const [long, setLong] = useState(false);
  useEffect(() => {
    if (!attended) return;
    const timer = setTimeout(() => setLong(true), ms);
    return () => {
      clearTimeout(timer);
      setLong(false);
    };
  }, [attended, ms]);
  return long;
}
