import { once } from 'node:events';
import { createServer } from 'node:http';
import { type AddressInfo } from 'node:net';
import { Logger } from '@nestjs/common';
import { answerBrokenRequests } from './broken-requests';

describe('不成其为请求的连接', () => {
  it('接受不了新连接时，程序不结束，照常应答', async () => {
    Logger.overrideLogger(false);
    const server = createServer((_request, response) => response.end('好'));
    answerBrokenRequests(server);
    await once(server.listen(0, '127.0.0.1'), 'listening');
    server.emit('error', Object.assign(new Error('accept EMFILE'), { code: 'EMFILE' }));
    const answer = await fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
    expect(await answer.text()).toBe('好');
    server.close();
  });
});
