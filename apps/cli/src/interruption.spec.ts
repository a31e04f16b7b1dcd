import { Interrupted, listenForInterruption, unlessInterrupted } from './interruption';

describe('中断', () => {
  it('已经中断时不再开始办理，也不留下无人等待的工作', async () => {
    listenForInterruption();
    process.emit('SIGINT');
    const work = jest.fn(() => Promise.reject(new Error('begun')));
    await expect(unlessInterrupted(work)).rejects.toBeInstanceOf(Interrupted);
    expect(work).not.toHaveBeenCalled();
  });
});
