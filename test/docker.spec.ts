import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { SETTINGS, projectRoot, readConfiguration } from '@yujue/application';
import { parse } from 'yaml';

interface Service {
  readonly image?: string;
  readonly build?: { readonly target: string };
  readonly extends?: { readonly file: string; readonly service: string };
  readonly environment?: Readonly<Record<string, string>>;
  readonly healthcheck?: unknown;
  readonly ports?: readonly string[];
  readonly restart?: string;
}

const FOLDER = join(projectRoot(), 'docker');
const COMPOSE_FILES = readdirSync(FOLDER).filter((name) => /^compose\..*\.yaml$/.test(name));
const TEXTS = [...COMPOSE_FILES, 'services.yaml'].map((name) => [name, read(name)] as const);

function read(name: string): string {
  return readFileSync(join(FOLDER, name), 'utf8');
}

/** The services of a compose file with what they take from others. */
function servicesOf(file: string): [string, Service][] {
  const { services } = parse(read(file), { merge: true }) as { services: Record<string, Service> };
  return Object.entries(services).map(([name, service]) => {
    const base = service.extends
      ? servicesOf(service.extends.file).find(([other]) => other === service.extends?.service)?.[1]
      : undefined;
    return [name, { ...base, ...service, environment: { ...base?.environment, ...service.environment } }];
  });
}

/** The stages of the Dockerfile by name. */
const STAGES = new Map(
  read('Dockerfile')
    .split(/^FROM /m)
    .slice(1)
    .map((stage) => [/ AS (\S+)/.exec(stage)?.[1], stage]),
);

const programs = COMPOSE_FILES.flatMap((file) =>
  servicesOf(file)
    .filter(([, { build }]) => build)
    .map(([name, service]) => [`${file} ${name}`, service] as const),
);

it('有三种组合', () =>
  expect(COMPOSE_FILES).toEqual(['compose.cluster.yaml', 'compose.eventstoredb.yaml', 'compose.postgres.yaml']));

describe.each(COMPOSE_FILES.map((file) => [file, servicesOf(file)] as const))('%s', (_file, services) => {
  it('各镜像都写明版本', () => {
    const images = services.flatMap(([, { image }]) => image ?? []);
    expect(images.filter((image) => !/:\d+(\.\d+)+$/.test(image))).toEqual([]);
  });

  it('长期运行的服务都有健康检查', () => {
    const checked = ({ healthcheck, build }: Service) =>
      healthcheck !== undefined || (build && STAGES.get(build.target)?.includes('HEALTHCHECK --'));
    const unchecked = services.filter(([, service]) => service.restart !== 'no' && !checked(service));
    expect(unchecked.map(([name]) => name)).toEqual([]);
  });

  it('不另行设定时，端口只对本机开放', () => {
    const ports = services.flatMap(([, service]) => service.ports ?? []);
    expect(ports.filter((port) => !port.startsWith('${YUJUE_ADDRESS:-127.0.0.1}:'))).toEqual([]);
  });
});

describe.each(TEXTS)('%s 中的口令', (_file, text) => {
  it('只从 .env 来，没有就不启动', () => {
    const secrets = [...text.matchAll(/PASSWORD: (.*)|:\/\/\w+:([^@\s]*)@/g)].map(
      ([, set, inAddress]) => set ?? inAddress,
    );
    expect(secrets.filter((secret) => !/^\$\{\w+:\?.*。\}$/.test(secret ?? ''))).toEqual([]);
  });

  it('所用的变量都写在 .env.example 里', () => {
    const used = [...text.matchAll(/\$\{(\w+)/g)].map(([, name]) => name);
    const documented = [...read('.env.example').matchAll(/^(\w+)=/gm)].map(([, name]) => name);
    expect(documented).toEqual(expect.arrayContaining(used));
  });
});

describe('给本程序的环境变量', () => {
  it.each(programs)('%s：都是程序认得的，而且写得对', (_name, { build, environment = {} }) => {
    const ofImage = STAGES.get(build?.target)?.matchAll(/(?<=^ENV .*)\b([A-Z_]+)=(\S+)/gm) ?? [];
    const given: Record<string, string> = { ...environment };
    for (const [, name = '', value = ''] of ofImage) given[name] ??= value;
    expect(SETTINGS).toEqual(expect.arrayContaining(Object.keys(given)));
    // What compose puts in place of a variable, and a file where the certificate will be.
    const filled = Object.entries(given).map(([name, value]) => [
      name,
      value.replace(/\$\{[^}]*\}/g, 'secret').replace(/(?<=tlsCaFile=).*/, encodeURIComponent(__filename)),
    ]);
    expect(() => readConfiguration(Object.fromEntries(filled))).not.toThrow();
  });

  it('每个映像启动一个确实存在的程序', () => {
    const started = ['api', 'projector', 'cli'].map(
      (target) => /"dist\/(.*)\.js"\]$/m.exec(STAGES.get(target) ?? '')?.[1],
    );
    expect(started.filter((main) => !existsSync(join(projectRoot(), `${main}.ts`)))).toEqual([]);
  });
});

const compose = spawnSync('docker', ['compose', 'version']).status === 0;

(compose ? describe : describe.skip)('docker compose config（本机没有 docker compose 时跳过）', () => {
  const config = (file: string, env: Record<string, string>) =>
    spawnSync('docker', ['compose', '--file', join(FOLDER, file), '--env-file', '/dev/null', 'config', '--quiet'], {
      env: { PATH: process.env['PATH'], ...env },
      encoding: 'utf8',
    });

  it.each(COMPOSE_FILES)('%s 读得懂；没有口令时拒绝启动并说明', (file) => {
    const passwords = { POSTGRES_PASSWORD: 'a', EVENTSTORE_ADMIN_PASSWORD: 'b', EVENTSTORE_OPS_PASSWORD: 'c' };
    expect(config(file, passwords)).toMatchObject({ status: 0, stderr: '' });
    expect(config(file, {}).stderr).toContain('请在 docker/.env 中设置');
  });
});
