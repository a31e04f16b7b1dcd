it('causes a rejection after this test', () => {
  setImmediate(() => Promise.reject(new Error('left behind')));
});

it('runs after it', () => new Promise((resolve) => setTimeout(resolve, 20)));
