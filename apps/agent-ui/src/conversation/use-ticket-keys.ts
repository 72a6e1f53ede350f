// The keys of the open ticket, and the same as commands of the palette.

import type { Ticket } from '../api/shapes.js';
import type { ComposerHandle } from '../composer/composer.js';
import { useAfterPaint } from '../shell/after-paint.js';
import { useShortcuts } from '../shell/shortcuts.js';
import { openAside, toggleAside } from '../side/sides.js';
import { copyLink } from '../tickets/copy-link.js';
import { openTool } from '../tickets/tool-state.js';
import { assign, setState } from './change-ticket.js';
import { offerCommands } from './commands.js';
import type { TicketDeeds } from './ticket-deeds.js';

type Write = ComposerHandle['write'];

/** `row`: the ticket as it is now; `my`: the id of who is signed in. */
export function useTicketKeys(row: { current: Ticket }, my: string, deeds: TicketDeeds, write: Write): void {
  const { id, state, gone } = row.current;
  const solve = () => void setState(row.current, my, row.current.state === 'solved' ? 'open' : 'solved');
  const merge = () => deeds.merge(row.current, null);
  useAfterPaint(
    () =>
      offerCommands([
        { word: 'command.reply', keys: 'r', act: () => write('reply') },
        { word: 'command.note', keys: 'n', act: () => write('note') },
        { word: 'command.assign', keys: 'a', act: () => deeds.assigning(id, true) },
        { word: 'command.assign-me', act: () => void assign(row.current, my, my, row.current.teamId) },
        { word: state === 'solved' ? 'command.reopen' : 'command.solve', keys: 'e', act: solve },
        { word: 'command.pending', act: () => void setState(row.current, my, 'pending') },
        { word: 'command.hold', act: () => void setState(row.current, my, 'hold') },
        { word: 'snooze.title', keys: 's', act: () => openTool('snooze') },
        { word: 'ticket.copy-link', act: () => void copyLink(`/inbox/all/${id}`) },
        { word: 'command.card', keys: 'i', act: deeds.foldCard },
        { word: 'side.title', keys: 'w', act: () => toggleAside(id) },
        ...(gone === null
          ? ([
              { word: 'side.new', act: () => openAside(id, { at: 'new', quote: null }) },
              { word: 'command.merge', keys: 'm', act: merge },
              { word: 'command.link', act: () => deeds.link(id) },
            ] as const)
          : []),
      ]),
    [id, my, deeds, write, state, gone],
  );
  useShortcuts({
    r: () => write('reply'),
    n: () => write('note'),
    a: () => deeds.assigning(row.current.id, true),
    e: solve,
    i: deeds.foldCard,
    m: merge,
    w: () => toggleAside(row.current.id),
    'mod+p': () => void import('./print.js').then((m) => m.printTicket(row.current.id)),
    Escape: deeds.back,
  });
}
