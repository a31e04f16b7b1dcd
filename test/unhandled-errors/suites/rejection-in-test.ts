it('rejects a promise that is not awaited', async () => {
  new Promise((_, reject) => reject(new Error('nobody awaits this'))).then(() => undefined);
  await new Promise(setImmediate);
});
