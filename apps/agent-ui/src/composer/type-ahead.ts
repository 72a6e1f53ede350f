// What is typed between the key that begins an answer and the moment its editor stands: kept for that ticket, and written there first.

/** By ticket: somebody may have stepped on before the editor stood. */
const kept = new Map<string, string>();
let holding: string | null = null;

/** From now on letters are the words of this ticket's answer and no keys of the page, until `takeTyped`, Escape or a click. */
export function holdTyped(ticketId: string): void {
  if (holding === null) {
    window.addEventListener('keydown', hold, { capture: true });
    window.addEventListener('pointerdown', letGo, { capture: true });
  }
  holding = ticketId;
}

/** The editor stands: what was typed meanwhile. */
export function takeTyped(ticketId: string): string {
  if (holding === ticketId) letGo();
  const text = kept.get(ticketId) ?? '';
  kept.delete(ticketId);
  return text;
}

function letGo(): void {
  holding = null;
  window.removeEventListener('keydown', hold, { capture: true });
  window.removeEventListener('pointerdown', letGo, { capture: true });
}

function hold(event: KeyboardEvent): void {
  const { key } = event;
  // Words that have a field of their own stay there.
  if ((event.target as Element).closest('input, textarea, [contenteditable="true"]')) return;
  if (holding === null || event.ctrlKey || event.metaKey || event.altKey) return;
  const before = kept.get(holding) ?? '';
  if (key.length === 1) kept.set(holding, before + key);
  else if (key === 'Backspace') kept.set(holding, before.slice(0, -1));
  else {
    if (key === 'Escape') letGo();
    if (key !== 'Escape' || before === '') return;
  }
  event.preventDefault();
  event.stopImmediatePropagation();
}
