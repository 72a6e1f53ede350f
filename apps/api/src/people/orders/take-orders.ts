// Orders of the shop come in: each once by its external id, to the person it names; a second time it only says what is new.
import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock.js';
import { Database, type Tx } from '../../platform/database/database.js';
import { DomainError } from '../../platform/errors.js';
import { PassingNews } from '../../platform/events/passing-news.js';
import { newId } from '../../platform/ids.js';
import { ReadWorkspace } from '../read-workspace.js';
import { customerKeys, type NamedCustomer } from './customer-keys.js';
import { AddedMeanwhile, FindCustomers } from './find-customers.js';
import { KeepOrderCells } from './keep-order-cells.js';
import { type OrderRow, ownersOf, upsertOrders } from './orders.store.js';

export interface GivenOrder extends Omit<OrderRow, 'id'> {
  customer: NamedCustomer;
}
export interface TakenOrders {
  created: number;
  changed: number;
  same: number;
}

const ATTEMPTS = 3;

@Injectable()
export class TakeOrders {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly workspaces: ReadWorkspace,
    private readonly customers: FindCustomers,
    private readonly cells: KeepOrderCells,
    private readonly news: PassingNews,
  ) {}

  /** All of them or none. @throws DomainError validation-failed, naming the order and its field */
  async run(workspaceId: string, orders: GivenOrder[]): Promise<TakenOrders> {
    const { locale } = await this.workspaces.run(workspaceId);
    const taken = await this.again(() => this.database.transaction((tx) => this.take(tx, workspaceId, orders, locale)));
    if (taken.created + taken.changed > 0) this.news.tellPerson({ workspaceId, contactId: null, companyId: null });
    return taken;
  }

  /** In a transaction of somebody else, who tells. @throws AddedMeanwhile */
  async take(tx: Tx, workspaceId: string, orders: GivenOrder[], locale: string): Promise<TakenOrders> {
    const faults: string[] = [];
    const named = orders.map(({ customer }, index) => {
      const { keys, wrong } = customerKeys(customer, locale);
      if (wrong.length > 0 || keys.length === 0) faults.push(`orders.${index}.${wrong[0] ?? 'email'}`);
      return { keys, name: customer.name?.trim().slice(0, 200) || null, locale: customer.locale ?? null };
    });
    if (faults.length > 0) throw new DomainError('validation-failed', { fields: faults.slice(0, 20) });
    const at = this.clock.now();
    await this.cells.hold(tx, workspaceId);
    const owners = await this.customers.run(tx, workspaceId, named, at);
    // Of an order that stands here twice the later one counts.
    const byNumber = new Map(
      orders.map(({ customer: _, ...order }, index) => [
        order.externalId,
        { ...order, id: newId(), identityId: owners[index]!.identityId },
      ]),
    );
    const owned = await ownersOf(tx, workspaceId, [...byNumber.keys()]);
    const whose = [...new Set([...owned, ...owners.map(({ contactId }) => contactId)])];
    const { created, changed } = await this.cells.around(tx, workspaceId, whose, () =>
      upsertOrders(tx, workspaceId, [...byNumber.values()], at),
    );
    return { created, changed, same: orders.length - created - changed };
  }

  private async again<T>(work: () => Promise<T>): Promise<T> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await work();
      } catch (error) {
        if (!(error instanceof AddedMeanwhile) || attempt === ATTEMPTS) throw error;
      }
    }
  }
}
