// An uploaded file as the composer gets it back: FileItem of the contract, documented.
import { Text, Uuid, Whole } from '../platform/http/fields.js';

export class FileItemView {
  @Uuid() id!: string;
  @Text() name!: string;
  @Text() contentType!: string;
  @Whole({ description: 'Bytes.' }) size!: number;
  @Text({ nullable: true }) contentId!: string | null;
  @Text({ description: 'Where to fetch it; relative to the desk.' }) url!: string;
}
