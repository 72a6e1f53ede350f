// A lead puts figures of the reports side by side, under a name, for themselves, the leads or everybody.
import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock.js';
import { Database } from '../../platform/database/database.js';
import { DomainError } from '../../platform/errors.js';
import type { Caller } from '../../platform/http/access.js';
import { newId } from '../../platform/ids.js';
import type { BoardChange, BoardRequest } from './board.requests.js';
import { faultsOf, MOST_BOARDS, mayChange, maySee } from './board-tiles.js';
import {
  addBoard,
  type Board,
  type BoardLine,
  changeBoard,
  countBoards,
  dropBoard,
  findBoard,
  listBoards,
} from './boards.store.js';

@Injectable()
export class KeepBoard {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** Those that the caller sees, by name. */
  async list(caller: Caller): Promise<BoardLine[]> {
    return (await listBoards(this.database, caller.workspaceId)).filter((board) => maySee(board, caller));
  }

  /** @throws DomainError not-found */
  async read(caller: Caller, boardId: string): Promise<Board> {
    const board = await findBoard(this.database, { workspaceId: caller.workspaceId, boardId });
    if (!board || !maySee(board, caller)) throw new DomainError('not-found');
    return board;
  }

  /** @throws DomainError not-allowed, too-many-boards, validation-failed */
  async create(caller: Caller, asked: BoardRequest): Promise<Board> {
    if (!caller.agentId) throw new DomainError('not-allowed');
    const board = { ...checked(asked), id: newId(), ownerId: caller.agentId, version: 1 };
    if ((await countBoards(this.database, caller.workspaceId)) >= MOST_BOARDS) throw new DomainError('too-many-boards');
    await addBoard(this.database, caller.workspaceId, board, this.clock.now());
    return board;
  }

  /** @throws DomainError not-found, not-allowed, changed-since, validation-failed */
  async change(caller: Caller, boardId: string, asked: BoardChange): Promise<Board> {
    const { ownerId } = await this.held(caller, boardId);
    // Whose it is alone may keep it to themselves: another lead would lose it by that.
    if (asked.seenBy === 'me' && ownerId !== caller.agentId) throw new DomainError('not-allowed');
    const board = { ...checked(asked), id: boardId, ownerId, version: asked.version };
    const key = { workspaceId: caller.workspaceId, boardId };
    if (!(await changeBoard(this.database, key, board, this.clock.now()))) throw new DomainError('changed-since');
    return { ...board, version: asked.version + 1 };
  }

  /** @throws DomainError not-found, not-allowed */
  async drop(caller: Caller, boardId: string): Promise<void> {
    await this.held(caller, boardId);
    await dropBoard(this.database, { workspaceId: caller.workspaceId, boardId });
  }

  private async held(caller: Caller, boardId: string): Promise<Board> {
    const board = await this.read(caller, boardId);
    if (!mayChange(board, caller)) throw new DomainError('not-allowed');
    return board;
  }
}

/** @throws DomainError validation-failed */
function checked({ name, seenBy, period, filters, tiles }: BoardRequest): BoardRequest {
  const fields = faultsOf({ name, filters, tiles });
  if (fields.length > 0) throw new DomainError('validation-failed', { fields });
  return { name: name.trim(), seenBy, period, filters, tiles };
}
