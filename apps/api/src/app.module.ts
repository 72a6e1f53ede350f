// The whole house: one module a room, listed from the ground up.
import { type DynamicModule, Module } from '@nestjs/common';
import { DeskModule } from './desk/desk.module.js';
import type { Env } from './env.js';
import { ForesightModule } from './foresight/foresight.module.js';
import { InboundModule } from './inbound/inbound.module.js';
import { IntegrationsModule } from './integrations/integrations.module.js';
import { NotifyModule } from './notify/notify.module.js';
import { OutboundModule } from './outbound/outbound.module.js';
import { PeopleModule } from './people/people.module.js';
import { HealthController } from './platform/http/health.controller.js';
import { PlatformModule } from './platform/platform.module.js';
import { RealtimeModule } from './realtime/realtime.module.js';
import { ReportsModule } from './reports/reports.module.js';
import { RulesModule } from './rules/rules.module.js';
import { SurveyModule } from './survey/survey.module.js';
import { TicketsModule } from './tickets/tickets.module.js';

@Module({})
export class AppModule {
  static for(env: Env): DynamicModule {
    return {
      module: AppModule,
      imports: [
        PlatformModule.for(env),
        PeopleModule,
        DeskModule,
        TicketsModule,
        OutboundModule,
        SurveyModule,
        InboundModule,
        RulesModule,
        ReportsModule,
        ForesightModule,
        RealtimeModule,
        IntegrationsModule,
        NotifyModule,
      ],
      controllers: [HealthController],
    };
  }
}
