// The doors of boards: read by whom they are for, made and changed by leads; their figures come by the doors of the reports.
import { Body, Controller, Delete, Get, HttpCode, Post, Put } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { Access, type Caller, CallerOf } from '../../platform/http/access.js';
import { Id } from '../../platform/http/id.js';
import { BoardChange, BoardName, BoardRequest, BoardView } from './board.requests.js';
import { mayChange } from './board-tiles.js';
import type { Board } from './boards.store.js';
import { KeepBoard } from './keep-board.js';

@ApiTags('reports')
@Controller('api/v1/boards')
export class BoardsController {
  constructor(private readonly keep: KeepBoard) {}

  @Get()
  @Access('agent')
  @ApiOkResponse({ type: BoardName, isArray: true })
  async list(@CallerOf() caller: Caller): Promise<BoardName[]> {
    return (await this.keep.list(caller)).map((board) => ({ ...board, mayChange: mayChange(board, caller) }));
  }

  @Get(':id')
  @Access('agent')
  @ApiOkResponse({ type: BoardView })
  async read(@CallerOf() caller: Caller, @Id('id') id: string): Promise<BoardView> {
    return view(await this.keep.read(caller, id), caller);
  }

  @Post()
  @Access('lead')
  @ApiCreatedResponse({ type: BoardView })
  async create(@CallerOf() caller: Caller, @Body() body: BoardRequest): Promise<BoardView> {
    return view(await this.keep.create(caller, body), caller);
  }

  @Put(':id')
  @Access('lead')
  @ApiOkResponse({ type: BoardView })
  async change(@CallerOf() caller: Caller, @Id('id') id: string, @Body() body: BoardChange): Promise<BoardView> {
    return view(await this.keep.change(caller, id, body), caller);
  }

  @Delete(':id')
  @HttpCode(204)
  @Access('lead')
  @ApiNoContentResponse()
  async drop(@CallerOf() caller: Caller, @Id('id') id: string): Promise<void> {
    await this.keep.drop(caller, id);
  }
}

const view = (board: Board, caller: Caller): BoardView => ({ ...board, mayChange: mayChange(board, caller) });
