import { type TemporaryHome, temporaryHome } from '@yujue/database/testing';
import { SAMPLE, finished, startProgram, yujue } from './support/yujue';

let home: TemporaryHome;

beforeAll(async () => (home = await temporaryHome()));
afterAll(() => home.remove());

describe('投影进程', () => {
  it('说明报表数据与账目一致；收到 SIGTERM 时关闭数据库，正常结束', async () => {
    await yujue(home.path, 'load', SAMPLE);
    const worker = startProgram('projector', home.path);
    const end = finished(worker);
    worker.stdout?.on('data', (chunk: Buffer) => {
      if (chunk.toString().includes('与账目一致')) worker.kill('SIGTERM');
    });
    const { exitCode, stdout, stderr } = await end;
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
    expect(stdout).toMatch(
      /^投影进程已启动，按 Ctrl-C 停止。\n报表数据与账目一致，已含 \d+ 个事件。\n已停止，数据已保存。\n$/,
    );
    expect(await home.postmaster()).toBeUndefined();
  });

  it('数据打不开时以一句话结束，退出码 1', async () => {
    const worker = startProgram('projector', '/dev/null/home');
    const { exitCode, stderr } = await finished(worker);
    expect(exitCode).toBe(1);
    expect(stderr).toMatch(/^无法使用数据目录 \/dev\/null\/home：[^\n]*\n$/);
  });
});
