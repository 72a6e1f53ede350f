// What the merge routes take and give.
import { Choice, Uuid } from '../platform/http/fields.js';

export class MergeBody {
  @Uuid() otherId!: string;
  @Choice(['this', 'other'], { description: 'Which card stays; the other one leads to it from then on.' }) keep!:
    | 'this'
    | 'other';
}

export class Merged {
  @Uuid({ description: 'What the undo is asked with.' }) mergeId!: string;
  @Uuid({ description: 'The card that stays.' }) contactId!: string;
  @Uuid() mergedId!: string;
}
