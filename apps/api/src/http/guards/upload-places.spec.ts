import { EventEmitter } from 'node:events';
import { type Request, type Response } from 'express';
import { UPLOADS_AT_ONCE_MAX, uploadPlaces } from './upload-places';

describe('同时办理的导入', () => {
  const guard = uploadPlaces();
  const ask = (path: string, method = 'POST') => {
    const response = new EventEmitter();
    let refusal: unknown;
    guard({ method, path } as Request, response as Response & EventEmitter, (error) => (refusal = error));
    return { response, refusal };
  };

  it('个数有上限，满了是 503；办完一个再进一个；其他地址不受影响', () => {
    const taken = Array.from({ length: UPLOADS_AT_ONCE_MAX }, (_, index) =>
      ask(index % 2 === 0 ? '/lists/preview' : '/api/v1/lists/load'),
    );
    expect(taken.map(({ refusal }) => refusal)).toEqual(taken.map(() => undefined));
    expect(ask('/API/v1/lists/preview/').refusal).toMatchObject({ code: 'UPLOADS_BUSY', kind: 'unavailable' });
    expect(ask('/lists', 'GET').refusal).toBeUndefined();
    expect(ask('/lists/load').refusal).toBeUndefined();
    taken[0]!.response.emit('close');
    expect(ask('/lists/preview').refusal).toBeUndefined();
  });
});
