import { CodedError } from '@yujue/errors';
import { resolve } from 'node:path';
import { z } from 'zod';
import { eventStoreUrlFault } from './event-store-url';

/** What the environment says, validated once at start. */
export interface Configuration {
  /** Where the embedded data lives (YUJUE_HOME, default `.yujue/` in the working folder). */
  readonly home: string;
  /** A PostgreSQL of one's own; absent for the embedded one. */
  readonly databaseUrl: string | undefined;
  /** An EventStoreDB for the events (esdb:// or esdb+discover://); absent for the database that also holds the rest. */
  readonly eventStoreUrl?: string | undefined;
  /** How many seconds calls to a store are repeated while its server is away before they fail; 15 when absent. */
  readonly storeRetrySeconds?: number | undefined;
  /** How many seconds a server may be silent before its connections are closed; 5 when absent. */
  readonly serverSilenceSeconds?: number | undefined;
  readonly port: number;
  readonly host: string;
  /** Names under which a proxy makes this program known, in small letters; addresses of this machine need not be among them. */
  readonly allowedHosts?: readonly string[] | undefined;
  /** An office's own installation (NODE_ENV=production, as in the images), into whose log no sample year goes by itself. */
  readonly isProduction?: boolean;
  /** Where a process without other addresses answers health checks; absent for nowhere. */
  readonly healthPort?: number | undefined;
}

/** A wrong setting: one sentence that names the variable. */
export class ConfigurationError extends CodedError {
  readonly kind = 'refused';
  readonly code = 'CONFIGURATION_INVALID';
}

const port = (name: string) => {
  const sentence = `${name} 应为 1–65535 的整数。`;
  return z.coerce.number({ error: sentence }).int(sentence).min(1, sentence).max(65_535, sentence);
};

const seconds = (name: string, { min = 0, max }: { readonly min?: number; readonly max: number }) => {
  const sentence = `${name} 应为 ${min}–${max} 的整数（秒）。`;
  return z.coerce.number({ error: sentence }).int(sentence).min(min, sentence).max(max, sentence);
};

const eventStoreUrl = z
  .string()
  .trim()
  .superRefine((url, context) => {
    const fault = eventStoreUrlFault(url);
    if (fault !== undefined) context.addIssue(fault);
  });

/** `budget.example.cn, 10.1.2.3`: names without scheme and port. */
const hostNames = z
  .string()
  .transform((list) =>
    list
      .toLowerCase()
      .split(/[,\s]+/)
      .filter(Boolean),
  )
  .refine((names) => names.every((name) => /^([a-z0-9_-]+(\.[a-z0-9_-]+)*|\[[0-9a-f:.]+\])$/.test(name)), {
    error: 'ALLOWED_HOSTS 应为以逗号分隔的域名，不带 http:// 和端口，例如 budget.example.cn。',
  });

const environment = z.object({
  YUJUE_HOME: z.string().default('.yujue'),
  DATABASE_URL: z.string().optional(),
  EVENT_STORE_URL: eventStoreUrl.optional(),
  STORE_RETRY_SECONDS: seconds('STORE_RETRY_SECONDS', { max: 600 }).optional(),
  SERVER_SILENCE_SECONDS: seconds('SERVER_SILENCE_SECONDS', { min: 1, max: 600 }).optional(),
  PORT: port('PORT').default(3000),
  // Only this machine by default: opening the port to others is a decision.
  HOST: z.string().default('127.0.0.1'),
  ALLOWED_HOSTS: hostNames.optional(),
  HEALTH_PORT: port('HEALTH_PORT').optional(),
  NODE_ENV: z.string().optional(),
});

/** The variables that the program reads. */
export const SETTINGS: readonly string[] = Object.keys(environment.shape);

/** Reads the environment. Throws ConfigurationError. */
export function readConfiguration(env: Readonly<Record<string, string | undefined>>): Configuration {
  const parsed = environment.safeParse(blanksAsAbsent(env));
  if (!parsed.success) throw new ConfigurationError(parsed.error.issues.map(({ message }) => message).join(''));
  const { YUJUE_HOME, DATABASE_URL, EVENT_STORE_URL, PORT, HOST, ALLOWED_HOSTS, HEALTH_PORT, NODE_ENV } = parsed.data;
  return {
    storeRetrySeconds: parsed.data.STORE_RETRY_SECONDS,
    serverSilenceSeconds: parsed.data.SERVER_SILENCE_SECONDS,
    home: resolve(YUJUE_HOME),
    databaseUrl: DATABASE_URL,
    eventStoreUrl: EVENT_STORE_URL,
    port: PORT,
    host: HOST,
    allowedHosts: ALLOWED_HOSTS,
    healthPort: HEALTH_PORT,
    isProduction: NODE_ENV === 'production',
  };
}

/** A variable that is set to nothing means that it is not set, as compose files write it. */
const blanksAsAbsent = (env: Readonly<Record<string, string | undefined>>) =>
  Object.fromEntries(Object.entries(env).filter(([, value]) => value?.trim()));
