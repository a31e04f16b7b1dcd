/**
 * The rooms of ARCHITECTURE.md as a lint rule: imports point down this list, never up. Each room names the rooms that it may
 * import; a pair that is not named here is forbidden.
 */
const rooms = {
  application: [
    'list-import',
    'document-checks',
    'fitting',
    'published',
    'report-files',
    'office-files',
    'reporting',
    'read-model',
    'accounts',
    'access',
    'facts',
    'event-store',
    'database',
    'ledger',
    'classification',
    'money',
    'errors',
  ],
  'list-import': ['office-files', 'ledger', 'classification', 'money', 'errors'],
  'document-checks': [
    'fitting',
    'published',
    'report-files',
    'office-files',
    'reporting',
    'facts',
    'ledger',
    'classification',
    'money',
    'errors',
  ],
  fitting: ['published', 'reporting', 'facts', 'ledger', 'classification', 'money', 'errors'],
  published: ['office-files', 'reporting', 'classification', 'money', 'errors'],
  'report-files': ['office-files', 'reporting', 'facts', 'ledger', 'classification', 'money'],
  // For what a character must be that a file can hold (`printable`).
  'office-files': ['reporting', 'errors'],
  reporting: ['facts', 'ledger', 'classification', 'money', 'errors'],
  'read-model': ['facts', 'event-store', 'database', 'ledger', 'classification', 'money', 'errors'],
  // For the rule of failed sign-ins, and for how long calls are repeated while a server is away.
  accounts: ['access', 'event-store', 'database', 'errors'],
  // For the ledger's actions, its words and its limits of texts. The ledger knows no people.
  access: ['ledger', 'errors'],
  facts: ['ledger', 'classification', 'money'],
  'event-store': ['database', 'errors'],
  database: ['errors'],
  ledger: ['classification', 'money', 'errors'],
  classification: ['errors'],
  money: ['errors'],
  errors: [],
};

/**
 * The folders of application: features, and what they share. Beside those named here, each may import the files that lie
 * directly in application's own folder.
 */
const features = {
  appending: [],
  'row-commands': [],
  configuration: [],
  running: [],
  'log-continuity': ['appending', 'configuration'],
  storage: ['log-continuity', 'configuration'],
  projection: ['storage', 'log-continuity', 'configuration'],
  recording: ['appending', 'configuration'],
  access: ['appending'],
  vouchers: ['recording', 'appending'],
  datasets: ['recording', 'row-commands', 'appending', 'configuration'],
  registers: ['datasets', 'recording', 'appending', 'configuration'],
  lists: ['registers', 'recording', 'row-commands', 'appending', 'configuration'],
  reports: ['projection', 'log-continuity', 'configuration'],
  following: ['projection', 'vouchers', 'log-continuity'],
  maintenance: ['projection', 'log-continuity', 'configuration'],
  intake: ['datasets', 'configuration'],
};

/** Pure functions and types, which could run in a browser. */
const pure = ['errors', 'money', 'classification', 'ledger', 'facts', 'access', 'reporting'];

/** The rooms below application that may do I/O: connect to a server, or use the file system. */
const withIo = ['event-store', 'database', 'read-model', 'accounts'];

const withoutIo = Object.keys(rooms).filter((room) => !['application', ...withIo].includes(room));

const specs = '(\\.|-)spec\\.ts$|/testing/';

module.exports = {
  forbidden: [
    { name: 'no-circular', severity: 'error', from: {}, to: { circular: true } },
    ...Object.entries(rooms).map(([room, below]) => ({
      name: `${room}-imports-only-what-lies-below`,
      severity: 'error',
      from: { path: `^libs/${room}/` },
      to: { path: '^(libs|apps|test)/', pathNot: `^libs/(${[room, ...below].join('|')})/` },
    })),
    ...Object.entries(features).map(([feature, others]) => ({
      name: `application-${feature}-imports-only-what-it-names`,
      severity: 'error',
      from: { path: `^libs/application/src/${feature}/`, pathNot: specs },
      to: {
        path: '^libs/application/src/[^/]+/',
        pathNot: `^libs/application/src/(${[feature, ...others].join('|')})/`,
      },
    })),
    {
      name: 'pure-rooms-know-no-framework-and-no-node',
      severity: 'error',
      comment: 'They are functions and types that a browser could run.',
      from: { path: `^libs/(${pure.join('|')})/src/`, pathNot: specs },
      to: { path: '^node_modules/(@nestjs|typeorm|pg|rxjs|@grpc|@eventstore)/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'pure-rooms-use-no-module-of-node',
      severity: 'error',
      from: { path: `^libs/(${pure.join('|')})/src/`, pathNot: specs },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'no-io-below-application-but-in-the-rooms-named-for-it',
      severity: 'error',
      from: { path: `^libs/(${withoutIo.join('|')})/src/`, pathNot: specs },
      to: {
        path: '^(fs|fs/promises|net|http|https|http2|tls|dgram|child_process|worker_threads)$|^node_modules/(@nestjs|typeorm|pg|@grpc|@eventstore)/',
      },
    },
    {
      name: 'rooms-with-io-know-no-framework',
      severity: 'error',
      from: { path: `^libs/(${withIo.join('|')})/src/`, pathNot: specs },
      to: { path: '^node_modules/@nestjs/' },
    },
    {
      name: 'accounts-are-in-postgresql-alone',
      severity: 'error',
      comment: 'Wherever the log is: passwords and sessions must be removable.',
      from: { path: '^libs/accounts/src/' },
      to: { path: '^node_modules/(@grpc|@eventstore)/' },
    },
    {
      name: 'passwords-are-hashed-in-accounts-alone',
      severity: 'error',
      from: { path: '^(apps|libs)/', pathNot: '^libs/accounts/src/passwords/' },
      to: { path: '^node_modules/@node-rs/argon2/' },
    },
    {
      name: 'apps-reach-the-libraries-through-application',
      severity: 'error',
      comment: 'application is the only place where the parts meet; apps may use value types of the domain.',
      from: { path: '^apps/' },
      to: { path: '^libs/(event-store|read-model|accounts|database)/' },
    },
    {
      name: 'apps-stand-apart',
      severity: 'error',
      from: { path: '^apps/([^/]+)/' },
      to: { path: '^apps/', pathNot: '^apps/$1/' },
    },
  ],
  options: {
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^dist|^node_modules/(?!@nestjs|typeorm|pg|rxjs|@grpc|@eventstore|@node-rs)' },
  },
};
