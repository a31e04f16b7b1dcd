it('passes, with a rejection that is handled in time', async () => {
  const rejected = Promise.reject(new Error('handled'));
  await expect(rejected).rejects.toThrow('handled');
});
