// News that is true for a moment and kept nowhere: it may be lost, and nothing is built on it.
import { Injectable } from '@nestjs/common';

/** The customer is writing right now. */
export interface CustomerTyping {
  workspaceId: string;
  ticketId: string;
}

/** An agent's draft was kept, or emptied (`version` 0), by one of their devices: the others show it. */
export interface DraftKept {
  workspaceId: string;
  ticketId: string;
  agentId: string;
  mode: 'reply' | 'note';
  device: string;
  version: number;
}

/** An agent looked at what a colleague is writing, once. */
export interface DraftRead {
  workspaceId: string;
  ticketId: string;
  /** Who writes. */
  agentId: string;
  readerId: string;
}

export interface TicketRowNews {
  workspaceId: string;
  ticketId: string;
}

/** An agent has this ticket before their eyes. */
export interface TicketLook {
  workspaceId: string;
  ticketId: string;
  agentId: string;
}

/** Somebody who works here came, went, or said something else of themselves. */
export interface PresenceNews {
  workspaceId: string;
  agentId: string;
}

/** A card of a person or a company says something else than before; both null: many of them, an import has been at work. */
export interface CardNews {
  workspaceId: string;
  contactId: string | null;
  companyId: string | null;
}

@Injectable()
export class PassingNews {
  private readonly cardEars: ((card: CardNews) => void)[] = [];
  private readonly ears: ((news: CustomerTyping) => void)[] = [];
  private readonly viewEars: ((news: { workspaceId: string }) => void)[] = [];
  private readonly rowEars: ((ticket: TicketRowNews) => void)[] = [];
  private readonly presenceEars: ((news: PresenceNews) => void)[] = [];
  private readonly lookEars: ((look: TicketLook) => void)[] = [];
  private readonly figureEars: ((news: { workspaceId: string }) => void)[] = [];

  private readonly draftReadEars: ((look: DraftRead) => void)[] = [];
  private readonly draftEars: ((draft: DraftKept) => void)[] = [];

  listen(ear: (news: CustomerTyping) => void): void {
    this.ears.push(ear);
  }

  tell(news: CustomerTyping): void {
    for (const ear of this.ears) ear(news);
  }

  onDraft(ear: (draft: DraftKept) => void): void {
    this.draftEars.push(ear);
  }

  tellDraft(draft: DraftKept): void {
    for (const ear of this.draftEars) ear(draft);
  }

  onDraftRead(ear: (look: DraftRead) => void): void {
    this.draftReadEars.push(ear);
  }

  tellDraftRead(look: DraftRead): void {
    for (const ear of this.draftReadEars) ear(look);
  }

  /** A ticket's row looks different, though nothing happened to the ticket: a deadline has moved. */
  onRow(ear: (ticket: TicketRowNews) => void): void {
    this.rowEars.push(ear);
  }

  /** Saved views are others than before. */
  onViews(ear: (news: { workspaceId: string }) => void): void {
    this.viewEars.push(ear);
  }

  tellViews(news: { workspaceId: string }): void {
    for (const ear of this.viewEars) ear(news);
  }

  /** Figures of the reports have moved. */
  onFigures(ear: (news: { workspaceId: string }) => void): void {
    this.figureEars.push(ear);
  }

  tellFigures(news: { workspaceId: string }): void {
    for (const ear of this.figureEars) ear(news);
  }

  tellRow(ticket: TicketRowNews): void {
    for (const ear of this.rowEars) ear(ticket);
  }

  onLook(ear: (look: TicketLook) => void): void {
    this.lookEars.push(ear);
  }

  tellLook(look: TicketLook): void {
    for (const ear of this.lookEars) ear(look);
  }

  onPresence(ear: (news: PresenceNews) => void): void {
    this.presenceEars.push(ear);
  }

  tellPresence(news: PresenceNews): void {
    for (const ear of this.presenceEars) ear(news);
  }

  onPerson(ear: (card: CardNews) => void): void {
    this.cardEars.push(ear);
  }

  tellPerson(card: CardNews): void {
    for (const ear of this.cardEars) ear(card);
  }
}
