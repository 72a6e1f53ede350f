// "Is one better than the other?": two groups of a breakdown against each other in the same period, with what chance allows to say.
import { Injectable } from '@nestjs/common';
import type { BreakdownAsk } from './breakdown.report.js';
import { ReadBreakdown } from './breakdown.report.js';
import type { GroupsCompared } from './breakdown.requests.js';
import { NameGroups } from './name-groups.js';

@Injectable()
export class CompareGroups {
  constructor(
    private readonly breakdowns: ReadBreakdown,
    private readonly names: NameGroups,
  ) {}

  /** `first` and `second`: groups as the breakdown names them; '' the one that has none. @throws DomainError validation-failed */
  async run(ask: BreakdownAsk, first: string, second: string): Promise<GroupsCompared> {
    const { report, difference } = await this.breakdowns.pair(ask, [first, second]);
    const named = await this.names.run(ask.workspaceId, report);
    const of = (value: string) => named.items.find((item) => (item.group ?? '') === value) ?? null;
    const { figure, by, field, shows, period, timeZone, clock, madeAt } = named;
    const { verdict, low, high } = difference;
    return {
      ...{ figure, by, field, shows, period, timeZone, clock, madeAt, first: of(first), second: of(second) },
      comparison: { verdict, difference: difference.difference, low, high },
    };
  }
}
