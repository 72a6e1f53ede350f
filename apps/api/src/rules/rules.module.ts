// What the desk does by itself when time passes or facts come in.
import { Module } from '@nestjs/common';
import { DeskModule } from '../desk/desk.module.js';
import { PeopleModule } from '../people/people.module.js';
import { TicketsModule } from '../tickets/tickets.module.js';
import { Acknowledge } from './acknowledge.js';
import { AcknowledgementsController } from './acknowledgements.controller.js';
import { ActByRule } from './act-by-rule.js';
import { ArmTimeRule } from './arm-rule.js';
import { AskRules } from './ask-rules.js';
import { ChangeAcknowledgement } from './change-acknowledgement.js';
import { ChangeRules, ReadRules } from './change-rules.js';
import { CloseSolvedTickets } from './close-solved.js';
import { DoAsRule } from './do-as-rule.js';
import { DryRunRule } from './dry-run-rule.js';
import { KeepTicketPromises } from './keep-promises.js';
import { KeepRuleClocks } from './keep-rule-clocks.js';
import { NoteNewsForRules } from './note-news-for-rules.js';
import { NoteNewsOfPromises } from './note-news-of-promises.js';
import { ObeyTicketRules } from './obey-rules.js';
import { ReadRuleFields } from './read-rule-fields.js';
import { ReadRuleSubject } from './read-rule-subject.js';
import { ReviseOpenPromises } from './revise-promises.js';
import { RoutingModule } from './routing/routing.module.js';
import { RulesController } from './rules.controller.js';
import { WatchPromises } from './watch-promises.js';
import { WatchRuleClocks } from './watch-rule-clocks.js';

@Module({
  imports: [PeopleModule, DeskModule, TicketsModule, RoutingModule],
  controllers: [RulesController, AcknowledgementsController],
  providers: [
    CloseSolvedTickets,
    KeepTicketPromises,
    NoteNewsOfPromises,
    ReviseOpenPromises,
    WatchPromises,
    ReadRules,
    ChangeRules,
    DryRunRule,
    NoteNewsForRules,
    ObeyTicketRules,
    AskRules,
    ActByRule,
    DoAsRule,
    ReadRuleFields,
    ReadRuleSubject,
    KeepRuleClocks,
    ArmTimeRule,
    WatchRuleClocks,
    Acknowledge,
    ChangeAcknowledgement,
  ],
})
export class RulesModule {}
