// The bodies that the desk sends and takes over HTTP, generated from its OpenAPI document (`npm run schema`), by short names.
import type { ConversationItem, NotificationItem, TicketRow } from '@otklik/contract';
import type { components } from './schema.js';

type Schemas = components['schemas'];

export type Locale = 'en' | 'ru' | 'bg';
export type Role = Schemas['AgentView']['role'];
export type Me = Schemas['Me'];
export type Workspace = Schemas['WorkspaceView'];
export type Agent = Schemas['AgentView'];
export type Team = Schemas['TeamView'];
export type Tag = Schemas['TagView'];
export type Side = Schemas['SideItem'];
export type StartedSide = Schemas['StartedSide'];
export type BulkMerged = Schemas['BulkMerged'];
export type Counts = Schemas['TicketCounts'];
export type SavedView = Schemas['SavedViewView'];
export type ContactCard = Schemas['ContactCard'];
export type Identity = Schemas['IdentityView'];
export type UndoneMessage = Schemas['UndoneMessage'];
export type Skill = Schemas['SkillView'];
export type Duty = Schemas['DutyView'];
export type DutyRequest = Schemas['DutyRequest'];
export type Capacity = Schemas['CapacityFields'];
export type Routing = Schemas['RoutingView'];
export type RoutingTerms = Schemas['RoutingTermsFields'];
export type RoutingPlan = Schemas['RoutingPlanFields'];
export type RoutingRule = Schemas['RoutingRuleView'];
export type RoutingRuleRequest = Schemas['RoutingRuleRequest'];
export type Now = Schemas['NowView'];
export type ApiKey = Schemas['ApiKeyView'];
export type NewApiKey = Schemas['NewApiKey'];
export type Connection = Schemas['ConnectionView'];
export type ConnectionKind = Omit<Schemas['ConnectionKindView'], 'configSchema'> & { configSchema: ConfigField[] };
export type ConnectionTest = Schemas['ConnectionTest'];
export type DkimRecord = Schemas['DkimView'];
export type TemplateChoice = Schemas['TemplateView'];
export type ShortCard = Schemas['ShortCard'];
export type MergeSuggestion = Schemas['MergeSuggestion'];
export type Merged = Schemas['Merged'];
export type ConfigField = Omit<Schemas['ConfigFieldView'], 'default' | 'when'> & {
  default?: unknown;
  when?: { field: string; is: string[] };
};
export type Calendar = Schemas['CalendarView'];
export type CalendarRequest = Schemas['CalendarRequest'];
export type WorkInterval = Schemas['IntervalFields'];
export type SlaPolicy = Schemas['SlaPolicyView'];
export type SlaPolicyRequest = Schemas['SlaPolicyRequest'];
export type Rule = Schemas['RuleView'];
export type RuleName = Schemas['RuleName'];
export type RuleRequest = Schemas['RuleRequest'];
export type RuleRun = Schemas['RuleRunView'];
export type RuleRunPage = Schemas['RuleRunPage'];
export type DryRun = Schemas['DryRunView'];
export type Acknowledgement = Schemas['AcknowledgementView'];
export type HolidayCountry = Schemas['HolidayCountry'];
export type HolidaySet = Schemas['HolidaySetView'];
export type Holiday = Schemas['HolidayFields'];
export type Survey = Schemas['SurveyView'];
export type Wording = Schemas['WordingView'];
export type OutboxPage = Schemas['OutboxPage'];
export type OutboxMail = Schemas['OutboxMail'];
export type SentKeptMails = Schemas['SentKeptMails'];
export type LedgerPage = Schemas['LedgerPage'];
export type Replay = Schemas['ReplayItem'];
export type ReplayStarted = Schemas['ReplayStarted'];
export type Retention = Schemas['RetentionBody'];
export type LedgerItem = Schemas['LedgerItem'];
export type LedgerWhole = Schemas['LedgerWholeItem'];

export type Mailbox = Schemas['Mailbox'];
export type StartedConversation = Schemas['StartedConversation'];
export type WayToContact = Schemas['WayToContact'];

export type FoundTicket = Schemas['FoundTicket'];
export type SearchResults = Schemas['SearchResults'];
export type SearchSuggestions = Omit<Schemas['SearchSuggestions'], 'tickets'> & { tickets: TicketRow[] };

export type Overview = Schemas['OverviewReport'];
export type Interval = Schemas['Interval'];
export type Comparison = Schemas['Comparison'];
export type CountFigure = Schemas['CountFigure'];
export type DurationFigure = Schemas['DurationFigure'];
export type ShareFigure = Schemas['ShareFigure'];
export type DayDuration = Schemas['DayDuration'];
export type DayLine = Schemas['DayLine'];
export type Change = Schemas['Change'];
export type RowsPage = Schemas['RowsPage'];
export type Breakdown = Schemas['BreakdownReport'];
export type Load = Schemas['LoadReport'];
export type Satisfaction = Schemas['SatisfactionReport'];
export type SurveyWords = Schemas['SurveyWordsView'];
export type SurveyGroup = Schemas['SurveyGroup'];
export type BreakdownGroup = Schemas['BreakdownGroup'];

export type NotifySettingsView = Schemas['NotifySettingsView'];
export type NotificationsPage = Omit<Schemas['NotificationsPage'], 'items'> & { items: NotificationItem[] };
export type PushView = Schemas['PushView'];
export type Watchers = Schemas['WatchersView'];

/** Lines and rows are typed by the contract: they also come through the socket. */
export type AlikeTicket = Schemas['AlikeTicket'];
export type TrashedTicket = TicketRow & Pick<Schemas['TrashedTicket'], 'trashedAt' | 'eraseAt' | 'trashedBy'>;
export type TrashPage = { items: TrashedTicket[]; next: string | null };
export type TicketPage = Omit<Schemas['TicketPage'], 'items'> & { items: TicketRow[] };
export type Ticket = Omit<Schemas['TicketWhole'], keyof TicketRow> & TicketRow;
export type ConversationPage = Omit<Schemas['ConversationPage'], 'items'> & { items: ConversationItem[] };
