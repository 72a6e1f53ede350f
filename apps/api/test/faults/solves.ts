// Tickets that are solved again and again while the desk dies: reopened by customer and agent, merged and parted, spam and not.
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { TicketRow } from '@otklik/contract';
import { type Customer, customerOf, type ServedDesk, ticketOf, until } from './customers.js';

/** How many times one ticket is solved at most, and how many are worked on at once. */
const SOLVES_EACH = 25;
const AT_ONCE = 20;
/** The first customer of these: those before belong to others. */
const FIRST = 100_000;

export interface Solving {
  /** Asked for and answered with success. */
  solves: number;
  tickets: string[];
  merged: number;
  reopened: { byAgent: number; byCustomer: number };
}

/** Solves `wanted` times, as many at once as there are agents; `random` decides what happens in between. */
export async function solveAgainAndAgain(desk: ServedDesk, wanted: number, random: () => number): Promise<Solving> {
  const done: Solving = { solves: 0, tickets: [], merged: 0, reopened: { byAgent: 0, byCustomer: 0 } };
  let next = FIRST;
  const work = async () => {
    while (done.solves < wanted) await new WornTicket(desk, next++, random, done, wanted).live();
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return done;
}

class WornTicket {
  private readonly customer: Customer;
  private id = '';

  constructor(
    private readonly desk: ServedDesk,
    private readonly n: number,
    private readonly random: () => number,
    private readonly done: Solving,
    private readonly wanted: number,
  ) {
    this.customer = customerOf(desk, n);
  }

  async live(): Promise<void> {
    const question = `question-${this.n}-${randomUUID()}`;
    await this.customer.writes(question);
    this.id = (await ticketOf(this.desk, this.customer, question)).id;
    this.done.tickets.push(this.id);
    for (let times = 0; times < SOLVES_EACH && this.done.solves < this.wanted; times++) {
      await this.state('solved');
      // Merged away by a merge whose answer a kill swallowed: there is nothing left to be done with it.
      if ((await this.read()).gone) return;
      this.done.solves += 1;
      if (this.done.solves % 500 === 0) process.stderr.write(`faults: ${this.done.solves} solves\n`);
      // Often before the survey has gone, sometimes just as it goes.
      if (this.random() < 0.6) await sleep(this.random() * 1500);
      const roll = this.random();
      if (roll < 0.04 && (await this.mergeAway())) return;
      if (roll < 0.08) await this.beSpamForAWhile();
      else if (roll < 0.16) await this.reopenForThanks();
      else if (roll < 0.45 && this.customer.channel !== 'email') await this.customerWrites();
      else await this.agentReopens();
    }
    // The last word: nothing is left open.
    await this.state('solved');
  }

  private async agentReopens(): Promise<void> {
    await this.state('open');
    this.done.reopened.byAgent += 1;
  }

  private async customerWrites(): Promise<void> {
    await this.customer.writes(`again-${this.n}-${randomUUID()}`);
    await until('a reopened ticket', async () => {
      const { state, gone } = await this.read();
      return state === 'solved' && !gone ? null : true;
    });
    this.done.reopened.byCustomer += 1;
  }

  /** Reopened, and found to be for nothing: what was taken back is asked after all, and once. */
  private async reopenForThanks(): Promise<void> {
    await this.agentReopens();
    if (this.random() < 0.5) await sleep(this.random() * 500);
    await this.attempt('only-thanks');
    await this.agentReopens();
  }

  private async beSpamForAWhile(): Promise<void> {
    await this.attempt('spam', { spam: true });
    await sleep(this.random() * 300);
    await this.attempt('spam', { spam: false });
    await this.agentReopens();
  }

  /** Into a ticket of the same person would be usual; here into any other, which is harder. True: it is no more. */
  private async mergeAway(): Promise<boolean> {
    const others = this.done.tickets.filter((id) => id !== this.id);
    const into = others[Math.floor(this.random() * others.length)];
    if (!into || !(await this.attempt('merge', { ticketIds: [this.id] }, into))) return false;
    this.done.merged += 1;
    if (this.random() < 0.5) return true;
    await sleep(this.random() * 500);
    if (!(await this.attempt('unmerge'))) return true;
    await this.agentReopens();
    return false;
  }

  private state(state: 'open' | 'solved'): Promise<boolean> {
    return until(`to be ${state}`, () =>
      this.desk.api('POST', `/api/v1/tickets/${this.id}/state`, { state }).then(
        () => true,
        (error: Error) => {
          // As above.
          if (/: 409 /.test(error.message)) return true;
          throw error;
        },
      ),
    );
  }

  private read(): Promise<TicketRow> {
    return until('the ticket', () => this.desk.api<TicketRow>('GET', `/api/v1/tickets/${this.id}`));
  }

  /** Until it is done or refused. */
  private attempt(what: string, body: unknown = {}, id = this.id): Promise<boolean> {
    return until(what, () =>
      this.desk.api('POST', `/api/v1/tickets/${id}/${what}`, body).then(
        () => true,
        (error: Error) => {
          if (/: 4\d\d /.test(error.message)) return false;
          throw error;
        },
      ),
    );
  }
}
