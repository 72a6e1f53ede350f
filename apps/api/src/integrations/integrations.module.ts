// The room of other systems: what comes in from their tables, and what they are told.
import { Module } from '@nestjs/common';
import { PeopleModule } from '../people/people.module.js';
import { ReportsModule } from '../reports/reports.module.js';
import { SurveyModule } from '../survey/survey.module.js';
import { BeginImport } from './begin-import.js';
import { DropImportFile } from './drop-import-file.js';
import { GoThroughImport } from './go-through-import.js';
import { ChangeHooks } from './hooks/change-hooks.js';
import { ForgetOldDeliveries } from './hooks/forget-deliveries.js';
import { HooksController } from './hooks/hooks.controller.js';
import { SendHooks } from './hooks/send-hook.js';
import { WriteDeliveries } from './hooks/write-deliveries.js';
import { ImportsController } from './imports.controller.js';
import { OfferSurveyReports } from './reports/offer-survey-reports.js';
import { SteerImport } from './steer-import.js';

@Module({
  imports: [PeopleModule, SurveyModule, ReportsModule],
  controllers: [ImportsController, HooksController],
  providers: [
    DropImportFile,
    BeginImport,
    SteerImport,
    GoThroughImport,
    ChangeHooks,
    WriteDeliveries,
    SendHooks,
    ForgetOldDeliveries,
    OfferSurveyReports,
  ],
})
export class IntegrationsModule {}
