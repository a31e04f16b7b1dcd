import { resolve } from 'node:path';
import { z } from 'zod';

/** What the environment says, validated once at start. */
export interface Configuration {
  /** Where the embedded data lives (YUJUE_HOME, default `.yujue/` in the working folder). */
  readonly home: string;
  /** A PostgreSQL of one's own; absent for the embedded one. */
  readonly databaseUrl: string | undefined;
  readonly port: number;
  readonly host: string;
}

/** A wrong setting: one sentence that names the variable. */
export class ConfigurationError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'ConfigurationError';
  }
}

const port = z.coerce
  .number({ error: 'PORT 应为 1–65535 的整数。' })
  .int('PORT 应为 1–65535 的整数。')
  .min(1, 'PORT 应为 1–65535 的整数。')
  .max(65_535, 'PORT 应为 1–65535 的整数。');

const environment = z.object({
  YUJUE_HOME: z.string().default('.yujue'),
  DATABASE_URL: z.string().optional(),
  EVENT_STORE_URL: z.string().optional(),
  PORT: port.default(3000),
  // Only this machine by default: whoever opens the port to others decides so.
  HOST: z.string().default('127.0.0.1'),
});

/** Reads the environment. Throws ConfigurationError. */
export function readConfiguration(env: Readonly<Record<string, string | undefined>>): Configuration {
  const parsed = environment.safeParse(blanksAsAbsent(env));
  if (!parsed.success) throw new ConfigurationError(parsed.error.issues.map(({ message }) => message).join(''));
  const { YUJUE_HOME, DATABASE_URL, EVENT_STORE_URL, PORT, HOST } = parsed.data;
  if (EVENT_STORE_URL !== undefined) {
    throw new ConfigurationError('EVENT_STORE_URL 暂不支持：本版本的事件保存在 PostgreSQL 中，请去掉该变量。');
  }
  return { home: resolve(YUJUE_HOME), databaseUrl: DATABASE_URL, port: PORT, host: HOST };
}

/** A variable that is set to nothing means that it is not set, as compose files write it. */
const blanksAsAbsent = (env: Readonly<Record<string, string | undefined>>) =>
  Object.fromEntries(Object.entries(env).filter(([, value]) => value?.trim()));
