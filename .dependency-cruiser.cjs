/**
 * The house of ARCHITECTURE.md as a lint rule: imports point down this list, never up.
 * A folder may import the folders that stand after it.
 */
const downwards = [
  'application',
  'exchange',
  'reporting',
  'read-model',
  'event-store',
  'database',
  'ledger',
  'classification',
  'money',
];

/** What each folder may import besides itself. A pair that is not named here is forbidden. */
const allowed = {
  application: ['exchange', 'reporting', 'read-model', 'event-store', 'database', 'ledger', 'classification', 'money'],
  exchange: ['reporting', 'read-model', 'ledger', 'classification', 'money'],
  reporting: ['read-model', 'ledger', 'classification', 'money'],
  'read-model': ['event-store', 'database', 'ledger', 'classification', 'money'],
  'event-store': ['database'],
  database: [],
  ledger: ['classification', 'money'],
  classification: [],
  money: [],
};

const pure = ['money', 'classification', 'ledger'];

module.exports = {
  forbidden: [
    { name: 'no-circular', severity: 'error', from: {}, to: { circular: true } },
    ...downwards.map((folder) => ({
      name: `${folder}-imports-only-what-lies-below`,
      severity: 'error',
      from: { path: `^libs/${folder}/` },
      to: { path: '^(libs|apps|test)/', pathNot: `^libs/(${[folder, ...allowed[folder]].join('|')})/` },
    })),
    {
      name: 'domain-knows-no-framework-and-no-io',
      severity: 'error',
      comment: 'money, classification and ledger are pure functions and types.',
      from: { path: `^libs/(${pure.join('|')})/src/`, pathNot: '\\.spec\\.ts$|/testing/' },
      to: {
        path: '^node_modules/(@nestjs|typeorm|pg|rxjs)|^(fs|path|net|http|https|child_process|crypto|os|timers)$|^node:',
      },
    },
    {
      name: 'apps-reach-the-libraries-through-application',
      severity: 'error',
      comment: 'application is the only place where the parts meet; apps may use value types of the domain.',
      from: { path: '^apps/' },
      to: { path: '^libs/(event-store|read-model|database)/' },
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
    exclude: { path: '^dist|^node_modules/(?!@nestjs|typeorm|pg|rxjs)' },
  },
};
