import { statusOf } from './status-of';

describe('the status of an answer that reports an error', () => {
  it.each([
    ['refused', 422],
    ['conflict', 409],
    ['unavailable', 503],
    ['fault', 500],
  ] as const)('follows from its kind: %s is %i', (kind, status) => {
    expect(statusOf({ kind, code: 'SOME_CODE' })).toBe(status);
  });

  it('is 404 for a thing that the address names and nobody recorded', () => {
    expect(statusOf({ kind: 'refused', code: 'UNIT_YEAR_NOT_FOUND' })).toBe(404);
  });

  it.each(['LIST_HEADER_MISSING', 'FILE_KIND_UNKNOWN', 'FILE_ENCRYPTED', 'ANY_PART_NOT_FOUND'])(
    'is 422 for what a body carries, even where something is missing in it: %s',
    (code) => {
      expect(statusOf({ kind: 'refused', code })).toBe(422);
    },
  );
});
