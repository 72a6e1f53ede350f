// The room of other systems: what comes in from their tables.
import { Module } from '@nestjs/common';
import { PeopleModule } from '../people/people.module.js';
import { BeginImport } from './begin-import.js';
import { DropImportFile } from './drop-import-file.js';
import { GoThroughImport } from './go-through-import.js';
import { ImportsController } from './imports.controller.js';
import { SteerImport } from './steer-import.js';

@Module({
  imports: [PeopleModule],
  controllers: [ImportsController],
  providers: [DropImportFile, BeginImport, SteerImport, GoThroughImport],
})
export class IntegrationsModule {}
