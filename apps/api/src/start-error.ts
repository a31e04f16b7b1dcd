import { CodedError } from '@yujue/errors';

const SYSTEM_SENTENCES: Readonly<Record<string, (error: NodeJS.ErrnoException & { port?: number }) => string>> = {
  EADDRINUSE: ({ port }) => `端口 ${port} 已被占用，请换一个端口启动，例如 PORT=3001 npm start。`,
  EACCES: ({ port }) =>
    port === undefined ? '没有权限访问所需的文件。' : `没有权限使用端口 ${port}，请换用 1024 以上的端口。`,
  EADDRNOTAVAIL: () => 'HOST 不是本机的地址，请核对。',
};

/** Why the program could not start, as one sentence; our own faults keep their stack for whoever mends them. */
export function sentenceOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const known = SYSTEM_SENTENCES[(error as NodeJS.ErrnoException).code ?? ''];
  if (known) return known(error);
  return error instanceof CodedError ? error.message : `启动失败：${error.stack}`;
}
