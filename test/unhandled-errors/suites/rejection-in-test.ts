it('rejects a promise that nobody awaits', async () => {
  new Promise((_, reject) => reject(new Error('nobody awaits this'))).then(() => undefined);
  await new Promise(setImmediate);
});
