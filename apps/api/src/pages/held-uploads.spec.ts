import { type ListQuestion, UserError } from '@yujue/application';
import { HELD_BYTES_MAX, HELD_FILES_MAX, HeldUploads } from './held-uploads';

const ofBytes = (length: number) => ({ bytes: { length } }) as ListQuestion;
const HOUR_MS = 3_600_000;

describe('预览过、等待导入的文件', () => {
  it('总字节数有上限，满了说明并请稍候，先来的不会被挤掉', () => {
    const uploads = new HeldUploads();
    const first = uploads.hold(ofBytes(HELD_BYTES_MAX - 1));
    expect(() => uploads.hold(ofBytes(2))).toThrow(UserError);
    try {
      uploads.hold(ofBytes(2));
    } catch (error) {
      expect(error).toMatchObject({ code: 'UPLOADS_FULL', kind: 'unavailable' });
    }
    expect(uploads.find(first)).toBeDefined();
    uploads.release(first);
    expect(() => uploads.hold(ofBytes(2))).not.toThrow();
  });

  it('个数有上限；过期的让出地方', () => {
    const uploads = new HeldUploads();
    for (let held = 0; held < HELD_FILES_MAX; held++) uploads.hold(ofBytes(1), 0);
    expect(() => uploads.hold(ofBytes(1), 1)).toThrow('已满');
    const token = uploads.hold(ofBytes(1), HOUR_MS);
    expect(uploads.find(token)).toBeDefined();
    expect(() => uploads.find('别的')).toThrow('预览已过期');
  });
});
