// Gives tickets their short rising numbers, in blocks taken outside any use case's transaction, by a connection of its own.
import { Injectable } from '@nestjs/common';
import { NumberPool } from '../platform/database/number-pool.js';

const BLOCK = 20;

@Injectable()
export class TakeNumber {
  private readonly blocks = new Map<string, Promise<{ next: number; end: number }>>();

  constructor(private readonly pool: NumberPool) {}

  /** The next number of the workspace: unique, rising, gaps allowed. */
  async run(workspaceId: string): Promise<number> {
    for (;;) {
      const taking = this.blocks.get(workspaceId) ?? this.take(workspaceId);
      this.blocks.set(workspaceId, taking);
      const block = await taking.catch((error) => {
        this.blocks.delete(workspaceId);
        throw error;
      });
      if (block.next < block.end) return block.next++;
      if (this.blocks.get(workspaceId) === taking) this.blocks.delete(workspaceId);
    }
  }

  private async take(workspaceId: string): Promise<{ next: number; end: number }> {
    const [row] = await this.pool.query<{ end: number }>(
      `INSERT INTO ticket_number (workspace_id, next) VALUES ($1, 1 + $2)
       ON CONFLICT (workspace_id) DO UPDATE SET next = ticket_number.next + $2 RETURNING next AS "end"`,
      [workspaceId, BLOCK],
    );
    return { next: row!.end - BLOCK, end: row!.end };
  }
}
