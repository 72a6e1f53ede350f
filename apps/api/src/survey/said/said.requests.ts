// "You said, we did" as the settings see and change it.
import { Day, Flag, Nested, Text, Uuid } from '../../platform/http/fields.js';

export class SaidWordsView {
  @Text({ min: 1, max: 300, description: 'What customers said. Nobody is named.' }) said!: string;
  @Text({ min: 1, max: 300, description: 'What was done.' }) did!: string;
}

export class SaidWordsInLanguages {
  @Nested(() => SaidWordsView, { optional: true }) en?: SaidWordsView;
  @Nested(() => SaidWordsView, { optional: true }) ru?: SaidWordsView;
  @Nested(() => SaidWordsView, { optional: true }) bg?: SaidWordsView;
}

export class SaidView {
  @Uuid() id!: string;
  @Nested(() => SaidWordsInLanguages) words!: SaidWordsInLanguages;
  @Day() day!: string;
  @Flag() shown!: boolean;
}

export class SaidListView {
  @Flag({ description: 'Everybody may see the page.' }) open!: boolean;
  @Text({ description: 'Where the page is, or would be.' }) url!: string;
  @Nested(() => SaidView, { list: true }) items!: SaidView[];
}

export class PutSaidRequest {
  @Nested(() => SaidWordsInLanguages, { description: 'In one language at least.' }) words!: SaidWordsInLanguages;
  @Day() day!: string;
  @Flag() shown!: boolean;
}

export class OpenSaidRequest {
  @Flag() open!: boolean;
}
