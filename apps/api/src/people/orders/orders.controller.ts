// The doors of orders: a shop hands them over, the customer's card reads them.
import { Body, Controller, Get, Put, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { Database } from '../../platform/database/database.js';
import { DomainError } from '../../platform/errors.js';
import { Access, type Caller, CallerOf } from '../../platform/http/access.js';
import { Id } from '../../platform/http/id.js';
import { livingId } from '../contacts.store.js';
import { readCursor, writeCursor } from '../cursor.js';
import { orderFaults } from './order-rules.js';
import { OrderPage, OrdersQuery, OrdersRequest, OrdersTaken } from './orders.requests.js';
import { listOrders, sumOrders } from './orders.store.js';
import { TakeOrders } from './take-orders.js';

@ApiTags('orders')
@Controller('api/v1')
export class OrdersController {
  constructor(
    private readonly database: Database,
    private readonly takeOrders: TakeOrders,
  ) {}

  @Put('orders')
  @Access('agent')
  @ApiOkResponse({ type: OrdersTaken })
  async take(@CallerOf() caller: Caller, @Body() { orders }: OrdersRequest): Promise<OrdersTaken> {
    const faults = orders.flatMap((order, index) => orderFaults(order).map((field) => `orders.${index}.${field}`));
    if (faults.length > 0) throw new DomainError('validation-failed', { fields: faults.slice(0, 20) });
    const given = orders.map(({ customerId, email, phone, name, ...order }) => ({
      externalId: order.externalId,
      number: order.number ?? null,
      status: order.status,
      amount: order.amount,
      currency: order.currency.toUpperCase(),
      placedAt: new Date(order.placedAt),
      url: order.url ?? null,
      items: order.items ?? null,
      summary: order.summary ?? null,
      customer: { externalId: customerId ?? null, email: email ?? null, phone: phone ?? null, name: name ?? null },
    }));
    return this.takeOrders.run(caller.workspaceId, given);
  }

  @Get('contacts/:id/orders')
  @Access('agent')
  @ApiOkResponse({ type: OrderPage })
  async page(@CallerOf() caller: Caller, @Id('id') id: string, @Query() query: OrdersQuery): Promise<OrderPage> {
    const { workspaceId } = caller;
    const limit = query.limit ?? 10;
    const [placedAt, orderId] = readCursor(query.cursor, 2) ?? [];
    if (placedAt && (Number.isNaN(Date.parse(placedAt)) || !/^[0-9a-f-]{36}$/.test(orderId!)))
      throw new DomainError('bad-request');
    const contactId = await livingId(this.database, workspaceId, id);
    const after = placedAt ? { placedAt, id: orderId! } : null;
    const rows = await listOrders(this.database, workspaceId, contactId, { after, limit: limit + 1 });
    const last = rows.length > limit ? rows[limit - 1] : null;
    return {
      items: rows.slice(0, limit).map(({ position: _, ...row }) => ({ ...row, placedAt: row.placedAt.toISOString() })),
      next: last ? writeCursor([last.position, last.id]) : null,
      sums: after ? [] : await sumOrders(this.database, workspaceId, contactId),
    };
  }
}
