// Boards of the reports as they are asked for and told: what stands on one, in which order, whose days and filters it has.
import { SURVEY_KINDS, type SurveyKind } from '@otklik/survey';
import { Choice, Flag, Nested, Text, Uuid, Whole } from '../../platform/http/fields.js';
import { BROKEN_DOWN, type BrokenDown, CLOCKS, DIMENSIONS, type Dimension } from '../figures.js';
import { PERIODS, type PeriodName } from '../saved/named-period.js';
import { MOST_TILES, SEEN_BY, type SeenBy, SHOWS, type Shown } from './board-tiles.js';

export class BoardFilters {
  @Text({ optional: true, max: 40 }) channel?: string;
  @Uuid({ optional: true }) teamId?: string;
  @Uuid({ optional: true }) agentId?: string;
  @Uuid({ optional: true }) connectionId?: string;
  @Choice(['0', '1', '2', '3'], { optional: true }) priority?: string;
  @Text({ optional: true, max: 20, description: 'Of the ticket.' }) ticketLanguage?: string;
  @Text({ optional: true, max: 10, description: 'The id of a tag of tickets.' }) ticketTag?: string;
  @Text({ optional: true, max: 300, description: 'The id of an own field, a colon and a value of it.' })
  fieldValue?: string;
  @Choice(CLOCKS, { optional: true }) clock?: 'calendar' | 'business';
}

export class BoardTile {
  @Uuid({ description: 'Chosen by whoever adds it; its own on the board.' }) id!: string;
  @Choice(SHOWS, { description: 'The page of the reports, a dot, and which figure, chart or table of it.' })
  shows!: Shown;
  @Text({ nullable: true, min: 1, max: 80, description: 'Null: as its page calls it.' }) name!: string | null;
  @Flag({ description: 'Two columns.' }) wide!: boolean;
  @Choice(PERIODS, { nullable: true, description: 'Null: the days of the board.' }) period!: PeriodName | null;
  @Nested(() => BoardFilters, { nullable: true, description: 'In place of those of the board; null: those.' })
  filters!: BoardFilters | null;
  @Choice(SURVEY_KINDS, { optional: true, description: 'Of satisfaction.' }) kind?: SurveyKind;
  @Choice(BROKEN_DOWN, { optional: true, description: 'Of a breakdown, which needs it.' }) figure?: BrokenDown;
  @Choice(DIMENSIONS, { optional: true, description: 'Of a breakdown, which needs it.' }) by?: Dimension;
  @Uuid({ optional: true, description: 'With `by` = `field`: which field.' }) field?: string;
}

export class BoardRequest {
  @Text({ min: 1, max: 80 }) name!: string;
  @Choice(SEEN_BY, { description: '`leads`: owners too. Each reader sees the figures that they may see.' })
  seenBy!: SeenBy;
  @Choice(PERIODS, { description: 'It moves on with time.' }) period!: PeriodName;
  @Nested(() => BoardFilters) filters!: BoardFilters;
  @Nested(() => BoardTile, { list: true, maxItems: MOST_TILES, description: 'In their order.' }) tiles!: BoardTile[];
}

export class BoardChange extends BoardRequest {
  @Whole({ min: 1, max: 2_147_483_647, description: 'The one that was changed: an older one is refused with 409.' })
  version!: number;
}

export class BoardName {
  @Uuid() id!: string;
  @Text() name!: string;
  @Choice(SEEN_BY) seenBy!: SeenBy;
  @Uuid() ownerId!: string;
  @Flag() mayChange!: boolean;
  @Whole({ description: 'How many tiles it has.' }) count!: number;
}

export class BoardView extends BoardChange {
  @Uuid() id!: string;
  @Uuid() ownerId!: string;
  @Flag() mayChange!: boolean;
}
