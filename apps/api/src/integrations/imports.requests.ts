// Imports as the settings page steers them.
import { Choice, Instant, Nested, Text, Uuid, Whole } from '../platform/http/fields.js';
import { IMPORTS, type ImportOf } from './import-columns.js';

const STATES = ['ready', 'checking', 'checked', 'running', 'done', 'failed', 'stopped'] as const;

export class BeginImportQuery {
  @Choice(IMPORTS) of!: ImportOf;
}

export class MapImportRequest {
  @Text({ list: true, max: 60, maxItems: 200, description: 'What each column means, in their order; empty: left out.' })
  mapping!: string[];
  @Text({ optional: true, nullable: true, max: 3, description: 'Of orders that do not say their own.' })
  currency?: string | null;
}

export class ImportFault {
  @Whole({ description: 'The line of the file, from 1.' }) line!: number;
  @Text({ description: 'What the column should have said.' }) target!: string;
  @Choice(['missing', 'wrong', 'too-long', 'not-a-choice']) why!: string;
  @Text() value!: string;
}

export class ImportSample {
  @Text({ list: true }) cells!: string[];
}

export class ImportView {
  @Uuid() id!: string;
  @Choice(IMPORTS) of!: ImportOf;
  @Text() name!: string;
  @Text({ nullable: true }) currency!: string | null;
  @Text({ list: true }) columns!: string[];
  @Text({ list: true, description: 'By column; empty: left out.' }) mapping!: string[];
  @Text({ list: true, description: 'What a column can be mapped to.' }) targets!: string[];
  @Text({ list: true, description: 'What is missing before it can be tried or run.' }) needed!: string[];
  @Nested(() => ImportSample, { list: true }) sample!: ImportSample[];
  @Choice(STATES) state!: (typeof STATES)[number];
  @Whole() rowsDone!: number;
  @Whole({ nullable: true, description: 'Known once it has been gone through.' }) rowsTotal!: number | null;
  @Whole() createdRows!: number;
  @Whole() changedRows!: number;
  @Whole() sameRows!: number;
  @Whole() refusedRows!: number;
  @Nested(() => ImportFault, { list: true, description: 'The first hundred or so.' }) faults!: ImportFault[];
  @Uuid({ nullable: true }) agentId!: string | null;
  @Instant() createdAt!: string;
  @Instant() changedAt!: string;
}
