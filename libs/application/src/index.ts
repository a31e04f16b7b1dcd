export { ApplicationModule, type ApplicationOptions } from './application.module';
export { type AccessLogPage, NoteAccess, ReadAccessLog } from './access/access-log.handlers';
export { type Asker, type Origin } from './access/asker';
export { ChangePassword } from './access/change-password';
export { ChangePeople, type PeopleChange } from './access/change-people';
export { DEMO_PASSWORD, DEMO_PEOPLE, type DemoPerson, MakeDemoPeople } from './access/demo-people';
export { MakeFirstAdministrator } from './access/first-administrator';
export { type GivenPassword, GivePassword } from './access/give-password';
export { PeopleBook, type PeopleEnvelope, type PeopleInLog } from './access/people-book';
export { AccessOf, ListPeople, ListTokens } from './access/people.queries';
export { AccessOfBearer, IssueToken, type IssuedToken, RevokeToken } from './access/service-tokens';
export { EndSession, EndSessions, ListSessions } from './access/sessions.handlers';
export { SignIn, type SignedIn } from './access/sign-in';
export { LoadDataset } from './datasets/load-dataset.handler';
export { ExportLog, ImportLog, RebuildReadModel, VerifyLog } from './maintenance/maintain';
export { OpenNextYear } from './recording/open-next-year';
export { RecordCommand } from './recording/record-command';
export { type Configuration, ConfigurationError, SETTINGS, readConfiguration } from './configuration/configuration';
export { Editions } from './configuration/editions';
export { projectRoot } from './configuration/data-files';
export { type VoucherView, ListVouchers, AdvanceVoucher } from './vouchers/vouchers.handlers';
export { type Loaded } from './datasets/load-dataset';
export { datasetFolder } from './datasets/read-dataset';
export { Following, type Standing } from './following/following';
export { LiveUpdates, type LiveUpdate } from './following/live-updates';
export { AcknowledgeLogBreak } from './log-continuity/acknowledge-log-break';
export { type LogBreakReport, factsOfBreak, timeInChina } from './log-continuity/log-break';
export { GetNotices } from './log-continuity/get-notices';
export { LogContinuity } from './log-continuity/log-continuity';
export { CatchUp } from './projection/catch-up';
export { DemandRights } from './maintenance/demand-rights';
export { Register } from './registers/register.handlers';
export { type DepartmentTarget, type Registered } from './registers/registrar';
export { type Registration } from './registers/registration';
export { CheckReport } from './reports/check-report';
export { GetUnitYear, type UnitYearView } from './recording/get-unit-year';
export { PreviewCommand } from './recording/preview-command';
export { PreviewVoucherStep } from './vouchers/preview-voucher-step';
export { TraceCell, type TraceQuestion } from './reports/trace-cell';
export { ListTracedEntries, OpenTrace } from './reports/trace-pages';
export { type DepartmentExecution, GetExecution } from './reports/get-execution';
export { type DepartmentNarrative, GetNarrative } from './reports/get-narrative';
export { GetReport, type Report, type ReportQuestion } from './reports/get-report';
export { ExportReport, type ReportFile } from './reports/files/export-report';
export { type FileVerdict, VerifyFile } from './reports/files/verify-file';
export { GetStatus, type Status } from './maintenance/get-status';
export { ListDepartments } from './reports/list-departments';
export { ListDocuments, ListEntries, PAGE_SIZE_MAX, type Page } from './reports/list-pages';
export { type ReportScope } from './reports/report-source';
export { GetListTemplate, type TemplateYear } from './lists/get-list-template';
export { type ListOutcome, type WorksheetUnderstood } from './lists/list-outcome';
export { type ListProgress } from './lists/ledger-lists';
export { LoadList, PreviewList, type ListQuestion } from './lists/lists.handlers';
export { UNHANDLED, surviveFaults } from './running/survive-faults';
// What the guard needs to keep sessions: where they are, what they hold, and when they end.
export {
  ACCESS_KINDS,
  type AccessEntry,
  type AccessKind,
  type AccessLogQuestion,
  type AccessNote,
  Accounts,
  SESSION_TABLE,
  type Session,
  type SessionData,
  hasEnded,
  sessionData,
  sessionEndsAt,
} from '@yujue/accounts';
// The stores' own faults reach people as they are; apps know them by these classes.
export { DatabaseError, hasEmbeddedDatabase, isServerAway } from '@yujue/database';
export { type AvailabilityCounts, ConcurrencyError, EventStoreError } from '@yujue/event-store';
export { sentenceOfStop } from '@yujue/facts';
export { type BalanceChange, type Preview } from './recording/previews';
export { type Envelope, type Recorded, type UnitYearTarget } from './appending/envelope';
export { UserError } from './user-error';
