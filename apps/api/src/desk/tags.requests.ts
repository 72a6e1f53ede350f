// Tags as the composer and the filters see them.
import { Text, Whole } from '../platform/http/fields.js';

export class TagView {
  @Whole() id!: number;
  @Text() name!: string;
}
