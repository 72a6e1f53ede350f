// The room of reports: hears facts, keeps narrow rows of them, and answers leads.
import { Module } from '@nestjs/common';
import { DeskModule } from '../desk/desk.module.js';
import { PeopleModule } from '../people/people.module.js';
import { BoardsController } from './boards/boards.controller.js';
import { KeepBoard } from './boards/keep-board.js';
import { ReadBreakdown } from './breakdown.report.js';
import { BuildRollups } from './build-rollups.js';
import { CaseReportController } from './case-report.controller.js';
import { ReadCaseReport } from './case-report.js';
import { CompareGroups } from './compare-groups.report.js';
import { JudgeOpenTickets } from './judge-open-tickets.js';
import { KeepRollups } from './keep-rollups.js';
import { ListRows } from './list-rows.js';
import { ReadLoad } from './load.report.js';
import { MergeRollups } from './merge-rollups.js';
import { NameGroups } from './name-groups.js';
import { ReadOverview } from './overview.report.js';
import { ProjectFacts } from './project-facts.js';
import { ReadPromises } from './promises.report.js';
import { ReadGrouping } from './read-grouping.js';
import { ReadSatisfactionModel } from './read-satisfaction-model.js';
import { RebuildReports } from './rebuild-reports.js';
import { ReportsController } from './reports.controller.js';
import { ReadSatisfaction } from './satisfaction.report.js';
import { KeepMailing } from './saved/keep-mailing.js';
import { KeepReport } from './saved/keep-report.js';
import { MailReports } from './saved/mail-report.js';
import { MakeReportFile } from './saved/make-report-file.js';
import { SavedReportsController } from './saved/saved-reports.controller.js';
import { StopReportMails } from './saved/stop-report-mails.js';
import { SurveyReportController } from './survey-report.controller.js';
import { ReadSurveyReport } from './survey-report.js';
import { TrainSatisfaction } from './train-satisfaction.js';
import { VerifyReports } from './verify-reports.js';
import { ReadWork } from './work.report.js';

@Module({
  imports: [PeopleModule, DeskModule],
  controllers: [
    ReportsController,
    SavedReportsController,
    BoardsController,
    SurveyReportController,
    CaseReportController,
  ],
  providers: [
    ProjectFacts,
    ReadOverview,
    ReadBreakdown,
    ReadLoad,
    ReadPromises,
    ReadWork,
    ReadSatisfaction,
    ReadSatisfactionModel,
    TrainSatisfaction,
    JudgeOpenTickets,
    CompareGroups,
    KeepReport,
    KeepBoard,
    KeepMailing,
    MailReports,
    MakeReportFile,
    StopReportMails,
    ReadGrouping,
    NameGroups,
    ListRows,
    ReadSurveyReport,
    ReadCaseReport,
    RebuildReports,
    VerifyReports,
    BuildRollups,
    MergeRollups,
    KeepRollups,
  ],
  exports: [
    MakeReportFile,
    StopReportMails,
    ReadOverview,
    RebuildReports,
    VerifyReports,
    BuildRollups,
    JudgeOpenTickets,
  ],
})
export class ReportsModule {}
