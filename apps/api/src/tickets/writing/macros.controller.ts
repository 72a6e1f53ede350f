// The doors of macros: what the composer offers, and the page where they are kept.
import { Body, Controller, Delete, Get, HttpCode, Param, ParseUUIDPipe, Post, Put, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { escapeHtml } from '../../desk/macro-words.js';
import { ChangeMacros, type Macro, type MacroToKeep, type MacroWords, ReadMacros } from '../../desk/macros.js';
import { Clock } from '../../platform/clock.js';
import { Database } from '../../platform/database/database.js';
import { DomainError } from '../../platform/errors.js';
import { Access, type Caller, CallerOf } from '../../platform/http/access.js';
import { CheckActions } from '../check-actions.js';
import { safeReplyHtml } from '../reply-html.js';
import { checkedActions } from './checked-actions.js';
import { countUses } from './macro-use.store.js';
import * as r from './macros.requests.js';
import { RenderMacro } from './render-macro.js';

const COUNTED_MS = 30 * 86_400_000;
const Id = () => Param('id', ParseUUIDPipe);

@ApiTags('macros')
@Controller('api/v1/macros')
export class MacrosController {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly read: ReadMacros,
    private readonly change: ChangeMacros,
    private readonly render: RenderMacro,
    private readonly actions: CheckActions,
  ) {}

  @Get()
  @Access('agent')
  @ApiOkResponse({ type: r.MacroView, isArray: true })
  async list(@CallerOf() caller: Caller, @Query() query: r.MacrosQuery): Promise<r.MacroView[]> {
    const macros = await this.read.run(caller);
    const since = new Date(this.clock.now().getTime() - COUNTED_MS);
    const ids = macros.map((one) => one.id);
    const uses = query.uses ? await countUses(this.database, caller.workspaceId, ids, since) : null;
    return macros.map((one) => view(one, uses?.get(one.id) ?? null));
  }

  @Post()
  @HttpCode(200)
  @Access('agent')
  @ApiOkResponse({ type: r.MacroKept })
  async make(@CallerOf() caller: Caller, @Body() body: r.MacroBody): Promise<r.MacroKept> {
    return { id: await this.keep(caller, null, macroOf(body)) };
  }

  @Post('import')
  @HttpCode(200)
  @Access('agent')
  @ApiOkResponse({ type: r.ImportedMacros })
  async take(@CallerOf() caller: Caller, @Body() body: r.ImportMacrosBody): Promise<r.ImportedMacros> {
    const there = new Set((await this.read.run(caller)).map((one) => one.name.toLowerCase()));
    let made = 0;
    for (const { name, text } of body.rows) {
      if (there.has(name.toLowerCase())) continue;
      there.add(name.toLowerCase());
      const html = text
        .split('\n')
        .map((line) => `<p>${escapeHtml(line)}</p>`)
        .join('');
      const { scope, teamId } = body;
      await this.change.keep(caller, null, macroOf({ name, text, html, scope, teamId }));
      made++;
    }
    return { made, known: body.rows.length - made };
  }

  @Put(':id')
  @HttpCode(200)
  @Access('agent')
  @ApiOkResponse({ type: r.MacroKept })
  async rewrite(@CallerOf() caller: Caller, @Id() id: string, @Body() body: r.MacroBody): Promise<r.MacroKept> {
    return { id: await this.keep(caller, id, macroOf(body)) };
  }

  @Delete(':id')
  @HttpCode(204)
  @Access('agent')
  async remove(@CallerOf() caller: Caller, @Id() id: string): Promise<void> {
    await this.change.remove(caller, id);
  }

  @Post(':id/render')
  @HttpCode(200)
  @Access('agent')
  @ApiOkResponse({ type: r.RenderedMacro })
  async words(@CallerOf() caller: Caller, @Id() id: string, @Body() body: r.RenderBody): Promise<r.RenderedMacro> {
    const macro = await this.read.one(caller, id);
    return { ...(await this.render.run(caller, macro, body.ticketId)), actions: macro.actions };
  }

  private async keep(caller: Caller, id: string | null, macro: MacroToKeep): Promise<string> {
    await this.actions.run(caller.workspaceId, macro.actions);
    return this.change.keep(caller, id, macro);
  }
}

function view({ updatedAt, ...macro }: Macro, uses: number | null): r.MacroView {
  return { ...macro, updatedAt: updatedAt.toISOString(), uses };
}

function macroOf(body: r.MacroBody): MacroToKeep {
  const { name, scope, teamId = null, text, html, actions = [] } = body;
  if (text.trim() === '' && actions.length === 0) throw new DomainError('validation-failed', { fields: ['text'] });
  return {
    name: name.trim(),
    scope,
    teamId,
    text,
    html: safeReplyHtml(html),
    variants: variantsOf(body.variants ?? {}),
    actions: checkedActions(actions),
  };
}

function variantsOf(given: Record<string, unknown>): Record<string, MacroWords> {
  const variants = Object.entries(given).map(([language, words]) => {
    const { text, html } = (words ?? {}) as Partial<Record<string, unknown>>;
    if (!/^[a-z]{2}$/.test(language) || typeof text !== 'string' || typeof html !== 'string' || text.length > 50_000)
      throw new DomainError('validation-failed', { fields: ['variants'] });
    return [language, { text, html: safeReplyHtml(html.slice(0, 200_000)) }] as const;
  });
  return Object.fromEntries(variants.filter(([, words]) => words.text.trim() !== ''));
}
