it('passes, with a rejection that has its handler in time', async () => {
  const rejected = Promise.reject(new Error('handled'));
  await expect(rejected).rejects.toThrow('handled');
});
