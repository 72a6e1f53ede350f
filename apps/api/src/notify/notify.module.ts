// The room that tells agents what concerns them: the bell, pushes, and the mail of what they missed.
import { Module } from '@nestjs/common';
import { PeopleModule } from '../people/people.module.js';
import { RealtimeModule } from '../realtime/realtime.module.js';
import { ReportsModule } from '../reports/reports.module.js';
import { SurveyModule } from '../survey/survey.module.js';
import { TicketsModule } from '../tickets/tickets.module.js';
import { ChangeNotifySettings } from './change-notify-settings.js';
import { ForgetOldNotifications } from './forget-notifications.js';
import { MailCase } from './mail-case.js';
import { MarkNotificationsRead } from './mark-notifications-read.js';
import { NotificationsController } from './notifications.controller.js';
import { PushController } from './push.controller.js';
import { PushKeys } from './push-keys.js';
import { ReadNotifications } from './read-notifications.js';
import { RingAgents } from './ring-agent.js';
import { SendDigests } from './send-digest.js';
import { SendPushes } from './send-push.js';
import { StopReportController } from './stop-report.controller.js';
import { SubscribePush } from './subscribe-push.js';
import { TellAgent } from './tell-agent.js';
import { TellOfLinkAnswers } from './tell-of-link-answers.js';
import { TryPush } from './try-push.js';
import { UnsubscribeController } from './unsubscribe.controller.js';
import { WatchTicket } from './watch-ticket.js';
import { WriteNotifications } from './write-notifications.js';

@Module({
  imports: [PeopleModule, TicketsModule, RealtimeModule, ReportsModule, SurveyModule],
  controllers: [NotificationsController, PushController, UnsubscribeController, StopReportController],
  providers: [
    ChangeNotifySettings,
    ForgetOldNotifications,
    MailCase,
    MarkNotificationsRead,
    PushKeys,
    ReadNotifications,
    RingAgents,
    SendDigests,
    SendPushes,
    SubscribePush,
    TellAgent,
    TellOfLinkAnswers,
    TryPush,
    WatchTicket,
    WriteNotifications,
  ],
})
export class NotifyModule {}
