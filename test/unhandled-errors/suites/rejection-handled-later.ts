const aWhile = () => new Promise((resolve) => setTimeout(resolve, 20));

it('awaits a promise too late', async () => {
  const stored = Promise.reject(new Error('handled too late'));
  await aWhile();
  await stored.catch(() => undefined);
  await aWhile();
});
