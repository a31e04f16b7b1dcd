it('leaves something behind', () => {
  setImmediate(() => Promise.reject(new Error('left behind')));
});

it('comes after it', () => new Promise((resolve) => setTimeout(resolve, 20)));
