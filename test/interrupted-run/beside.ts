/** A second suite, because Jest starts no workers for one. */
it('runs in another worker', () => undefined);
