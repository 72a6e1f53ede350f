// What can be done with the ticket on the screen: offered by the conversation, listed by the palette.
import type { Word } from '../words/words.js';

export interface TicketCommand {
  word: Word;
  keys?: string;
  act: () => void;
}

let offered: TicketCommand[] = [];
export const ticketCommands = () => offered;
export function offerCommands(commands: TicketCommand[]): () => void {
  offered = commands;
  return () => {
    if (offered === commands) offered = [];
  };
}
